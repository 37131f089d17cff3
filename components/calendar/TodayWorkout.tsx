import { i18n } from '#i18n';
import { type CalendarEvent, hasSteps } from '../../lib/services/intervals/calendar-event.ts';
import { EventChips } from './EventCard.tsx';
import { getEventSummary, getEventTitle } from './event-labels.ts';
import { SaveWorkoutButtons } from './SaveWorkoutButtons.tsx';
import type { CalendarView, WorkoutFileOptions } from './use-calendar.ts';
import { WorkoutPicture } from './WorkoutPicture.tsx';
import './TodayCard.css';

interface Props {
  event: CalendarEvent;
  view: CalendarView;
  athlete: string;
  options: WorkoutFileOptions;
}

/** One of today's workouts in the popup: its picture, its files, its state. */
export function TodayWorkout({ event, view, athlete, options }: Props) {
  const name = getEventTitle(event);
  const { doc, description } = event;
  return (
    <article class="today-workout">
      <div class="line spread">
        <h2>{i18n.t('workouts.todayName', { name })}</h2>
        <span class="muted small">{getEventSummary(event)}</span>
      </div>
      {doc && hasSteps(event) && <WorkoutPicture doc={doc} name={name} size="card" />}
      {description && <p class="muted small today-text">{description.split('\n', 1)[0]}</p>}
      <div class="line spread">
        <div class="line">
          <EventChips event={event} onDisk={view.savedStates.get(event.id)} />
        </div>
        {hasSteps(event) && <SaveWorkoutButtons athlete={athlete} event={event} options={options} />}
      </div>
    </article>
  );
}
