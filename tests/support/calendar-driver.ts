import {
  addToCalendar,
  deleteCalendarEvent,
  moveCalendarEvent,
} from '../../lib/features/calendar/calendar-commands.ts';
import { getRecentOperations } from '../../lib/features/calendar/operation-log.ts';
import { undoOperations } from '../../lib/features/calendar/undo-operations.ts';
import { emulator } from './uploads-driver.ts';

/** A calendar on the emulator, written to as the extension does. */
export { emulator };

export const ME = () => ({ athlete: emulator.athlete.id, batch: crypto.randomUUID() });

const ZWO = new File(
  [
    '<workout_file><name>Over-unders</name><sportType>bike</sportType><workout><Warmup Duration="600" PowerLow="0.5" PowerHigh="0.75"><textevent timeoffset="10" message="Easy now"/></Warmup><IntervalsT Repeat="3" OnDuration="300" OffDuration="120" OnPower="0.95" OffPower="0.55"/></workout></workout_file>',
  ],
  'over-unders.zwo',
);

export const plan = (change: Partial<Parameters<typeof addToCalendar>[1]> = {}) => ({
  content: ZWO,
  name: 'Over-unders',
  type: 'Ride',
  day: '2026-11-25',
  indoor: false,
  ...change,
});

/** The only event on the calendar. */
export function only() {
  const [event, ...more] = emulator.events();
  if (!event || more.length > 0) throw new Error(`${emulator.events().length} events instead of one`);
  return event;
}

/** The event as a page shows it. */
export const seen = () => ({ event: only().id, day: only().start_date_local.slice(0, 10) });

/** Undoes what was done last. */
export async function undoLast(): Promise<void> {
  const [last] = await getRecentOperations(emulator.athlete.id);
  if (!last) throw new Error('nothing to undo');
  await undoOperations(last);
}

/** What an athlete sees of the calendar: everything but the server's IDs and timestamps. */
export const calendar = () =>
  emulator.events().map(({ id, uid, updated, external_id, workout_filename, workout_file_base64, ...rest }) => rest);

export const writes = (method = 'POST') => emulator.requests.filter(request => request.method === method);

export { addToCalendar, deleteCalendarEvent, moveCalendarEvent };
