import { i18n } from '#i18n';
import { type Day, daysBetween } from '../../lib/day.ts';
import { type CalendarEvent, hasSteps, isWorkout } from '../../lib/intervals/event.ts';
import { number } from '../format.ts';
import { CATEGORY_WORDS, summaryOf, titleOf } from './event-words.ts';
import { SaveOne } from './SaveOne.tsx';
import type { CalendarView, FileOptions } from './use-calendar.ts';
import { WorkoutPicture } from './WorkoutPicture.tsx';
import '../StateChip.css';

/** What all cards of one calendar share. */
export interface Showing extends Pick<CalendarView, 'onDisk'> {
  athlete: string;
  today: Day;
  options: FileOptions;
  /** The event whose details are shown. */
  opened: number | undefined;
  onToggle: (id: number) => void;
}

interface Props {
  event: CalendarEvent;
  /** The day that it is shown on, one of its days. */
  day: Day;
  showing: Showing;
  canSave: boolean;
}

/** An event in short. Its name opens what there is to know. */
export function EventCard({ event, day, showing, canSave }: Props) {
  const isOpen = showing.opened === event.id;
  return (
    <article class="event-card">
      {event.doc && hasSteps(event) && <WorkoutPicture doc={event.doc} name={titleOf(event)} size="card" />}
      <div class="event-words">
        <button
          type="button"
          class="event-name"
          id={buttonOf(event, day)}
          aria-expanded={isOpen}
          onClick={() => showing.onToggle(event.id)}
        >
          {titleOf(event)}
        </button>
        <p class="muted small">{shortly(event, day)}</p>
        <Chips event={event} onDisk={showing.onDisk.get(event.id)} />
      </div>
      {canSave && isWorkout(event) && hasSteps(event) && <SaveOne {...showing} event={event} />}
    </article>
  );
}

/** The id of the button that opens an event; what lasts for several days has one on each. */
export const buttonOf = ({ id }: CalendarEvent, day: Day): string => `event-${id}-${day}`;

function shortly(event: CalendarEvent, day: Day): string {
  const { category, description } = event;
  const of = daysBetween(event.day, event.lastDay) + 1;
  return [
    ...(isWorkout(event) || event.name.trim() === '' ? [] : [CATEGORY_WORDS[category]]),
    ...(of > 1
      ? [i18n.t('workouts.dayOf', { n: number(daysBetween(event.day, day) + 1), of: number(of) })]
      : []),
    ...(summaryOf(event) ? [summaryOf(event)] : []),
    ...(isWorkout(event) && description && !hasSteps(event) ? [i18n.t('workouts.freeText')] : []),
  ].join(' · ');
}

interface ChipsProps {
  event: CalendarEvent;
  onDisk: 'saved' | 'changed' | undefined;
}

/** What became of it. */
export function Chips({ event, onDisk }: ChipsProps) {
  return (
    <>
      {event.activity && <span class="state state-uploaded">{i18n.t('workouts.done')}</span>}
      {onDisk === 'saved' && <span class="state">{i18n.t('workouts.saved')}</span>}
      {onDisk === 'changed' && <span class="state state-held">{i18n.t('workouts.changed')}</span>}
    </>
  );
}
