import { useEffect, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import { getActivityUrl } from '../../lib/services/intervals/activities.ts';
import { type CalendarEvent, isWorkoutEvent } from '../../lib/services/intervals/calendar-event.ts';
import { Anchor } from '../ui/Anchor.tsx';
import { EventActions } from './EventActions.tsx';
import type { EventDisplay } from './EventCard.tsx';
import { CATEGORY_LABELS, getEventFacts, getEventTitle } from './event-labels.ts';
import { SaveWorkoutButtons } from './SaveWorkoutButtons.tsx';
import { WorkoutPicture } from './WorkoutPicture.tsx';

interface Props {
  event: CalendarEvent;
  display: EventDisplay;
  /** Called when the person closes the details: the focus then returns to the event's button. */
  onClose: () => void;
}

/** The details of an event, and its actions. */
export function EventDetail({ event, display, onClose }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), [event.id]);
  useEffect(() => {
    const main = heading.current?.closest('main');
    return () => {
      // The event was deleted or moved: focus the top of the screen, where it can be undone.
      if (document.activeElement === document.body) main?.focus();
    };
  }, []);
  const onKeyDown = ({ key }: KeyboardEvent) => {
    if (key === 'Escape') onClose();
  };
  const name = getEventTitle(event);
  return (
    <section class="card event-detail" aria-label={i18n.t('workouts.details', { name })} onKeyDown={onKeyDown}>
      <header class="line spread">
        <h3 ref={heading} tabIndex={-1}>
          {name}
        </h3>
        <button type="button" class="button quiet slim" onClick={onClose}>
          {i18n.t('workouts.close')}
        </button>
      </header>
      {!isWorkoutEvent(event) && <p class="muted small">{CATEGORY_LABELS[event.category]}</p>}
      <Facts event={event} />
      {event.doc && isWorkoutEvent(event) && <WorkoutPicture doc={event.doc} name={name} size="full" />}
      {event.description && <p class="event-text">{event.description}</p>}
      {event.pushErrors?.map(error => (
        <p key={error} class="small">
          {i18n.t('workouts.unsent', { error })}
        </p>
      ))}
      <footer class="line event-actions">
        {isWorkoutEvent(event) && <SaveWorkoutButtons {...display} event={event} canCopy />}
        {isWorkoutEvent(event) && <EventActions athlete={display.athlete} event={event} />}
        {event.activity && <Anchor to={getActivityUrl(event.activity)}>{i18n.t('workouts.doneOpen')}</Anchor>}
      </footer>
    </section>
  );
}

function Facts({ event }: { event: CalendarEvent }) {
  const facts = getEventFacts(event);
  if (facts.length === 0) return null;
  return (
    <dl class="event-facts">
      {facts.map(([label, value]) => (
        <div key={label}>
          <dt class="muted small">{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
