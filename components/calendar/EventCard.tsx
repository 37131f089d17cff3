import { i18n } from '#i18n';
import { type CalendarDate, daysBetween } from '../../lib/platform/calendar-date.ts';
import { formatNumber } from '../../lib/platform/format.ts';
import { type CalendarEvent, hasSteps, isWorkoutEvent } from '../../lib/services/intervals/calendar-event.ts';
import { CATEGORY_LABELS, getEventSummary, getEventTitle } from './event-labels.ts';
import { SaveWorkoutButtons } from './SaveWorkoutButtons.tsx';
import type { CalendarView, WorkoutFileOptions } from './use-calendar.ts';
import { WorkoutPicture } from './WorkoutPicture.tsx';
import '../ui/StateChip.css';

/** What all cards of a calendar share. */
export interface EventDisplay extends Pick<CalendarView, 'savedStates'> {
  athlete: string;
  today: CalendarDate;
  options: WorkoutFileOptions;
  /** The event whose details are shown. */
  opened: number | undefined;
  onToggle: (id: number) => void;
}

interface Props {
  event: CalendarEvent;
  /** The day on which it is shown, one of the event's days. */
  day: CalendarDate;
  display: EventDisplay;
  canSave: boolean;
}

/** An event in short. Its name opens the details. */
export function EventCard({ event, day, display, canSave }: Props) {
  const isOpen = display.opened === event.id;
  return (
    <article class="event-card">
      {event.doc && hasSteps(event) && <WorkoutPicture doc={event.doc} name={getEventTitle(event)} size="card" />}
      <div class="event-summary">
        <button
          type="button"
          class="event-name"
          id={getEventButtonId(event, day)}
          aria-expanded={isOpen}
          onClick={() => display.onToggle(event.id)}
        >
          {getEventTitle(event)}
        </button>
        <p class="muted small">{getEventSubtitle(event, day)}</p>
        <EventChips event={event} onDisk={display.savedStates.get(event.id)} />
      </div>
      {canSave && isWorkoutEvent(event) && hasSteps(event) && <SaveWorkoutButtons {...display} event={event} />}
    </article>
  );
}

/** The id of the button that opens an event. An event of several days has a button on each. */
export const getEventButtonId = ({ id }: CalendarEvent, day: CalendarDate): string => `event-${id}-${day}`;

function getEventSubtitle(event: CalendarEvent, day: CalendarDate): string {
  const { category, description } = event;
  const dayCount = daysBetween(event.day, event.lastDay) + 1;
  return [
    ...(isWorkoutEvent(event) || event.name.trim() === '' ? [] : [CATEGORY_LABELS[category]]),
    ...(dayCount > 1
      ? [
          i18n.t('workouts.dayOf', {
            n: formatNumber(daysBetween(event.day, day) + 1),
            of: formatNumber(dayCount),
          }),
        ]
      : []),
    ...(getEventSummary(event) ? [getEventSummary(event)] : []),
    ...(isWorkoutEvent(event) && description && !hasSteps(event) ? [i18n.t('workouts.freeText')] : []),
  ].join(' · ');
}

interface ChipsProps {
  event: CalendarEvent;
  onDisk: 'saved' | 'changed' | undefined;
}

/** The state of an event, and of its saved file. */
export function EventChips({ event, onDisk }: ChipsProps) {
  return (
    <>
      {event.activity && <span class="state state-uploaded">{i18n.t('workouts.done')}</span>}
      {onDisk === 'saved' && <span class="state">{i18n.t('workouts.saved')}</span>}
      {onDisk === 'changed' && <span class="state state-held">{i18n.t('workouts.changed')}</span>}
    </>
  );
}
