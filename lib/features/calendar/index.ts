import type { Feature } from '../../platform/feature.ts';
import { answerRequests } from '../../platform/messaging.ts';
import { addToCalendar, copyCalendarEvent, deleteCalendarEvent, moveCalendarEvent } from './calendar-commands.ts';
import { clearCalendars } from './calendar-store.ts';
import { clearOperations } from './operation-log.ts';
import { refreshCalendar } from './refresh-calendar.ts';
import { calendarRequests } from './requests.ts';
import { removeAddedEvent, undoOperations } from './undo-operations.ts';

export const calendar: Feature = {
  requests: answerRequests(calendarRequests, {
    refresh: ({ from, to, format }) => refreshCalendar({ from, to }, format),
    add: workout => addToCalendar(workout, workout),
    move: ({ to, ...event }) => moveCalendarEvent(event, event, to),
    copy: ({ days, ...event }) => copyCalendarEvent(event, event, days),
    delete: event => deleteCalendarEvent(event, event),
    undo: undoOperations,
    removeAdded: removeAddedEvent,
  }),
  async onAccountChange({ athlete }) {
    if (athlete === undefined) await Promise.all([clearCalendars(), clearOperations()]);
  },
};
