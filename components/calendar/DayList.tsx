import { useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { CalendarDay } from '../../lib/features/calendar/calendar-days.ts';
import type { CalendarEvent } from '../../lib/services/intervals/calendar-event.ts';
import { DayHeading } from './DayHeading.tsx';
import { EventCard, type EventDisplay, getEventButtonId } from './EventCard.tsx';
import { EventDetail } from './EventDetail.tsx';

interface Props {
  days: CalendarDay[];
  display: EventDisplay;
}

/** Days that are rendered at first; more on request, so that a season opens as fast as a week. */
const PAGE_SIZE = 42;

/** Days as a list. The details of an event open at its place. */
export function DayList({ days, display }: Props) {
  const [limit, setLimit] = useState(PAGE_SIZE);
  return (
    <>
      <ol class="card days">
        {days.slice(0, limit).map(plan => (
          <DayRow key={plan.day} plan={plan} showing={display} />
        ))}
      </ol>
      {days.length > limit && (
        <button type="button" class="button" onClick={() => setLimit(limit + PAGE_SIZE)}>
          {i18n.t('workouts.more')}
        </button>
      )}
    </>
  );
}

function DayRow({ plan: { day, workouts, notes }, showing: display }: { plan: CalendarDay; showing: EventDisplay }) {
  const isToday = day === display.today;
  const close = (event: CalendarEvent) => {
    display.onToggle(event.id);
    document.getElementById(getEventButtonId(event, day))?.focus();
  };
  return (
    <li class={`day-row ${isToday ? 'day-now' : ''}`} data-day={day} aria-current={isToday ? 'date' : undefined}>
      <div class="line">
        <DayHeading day={day} isToday={isToday} inFull />
        {workouts.length === 0 && <span class="muted small">{i18n.t('workouts.rest')}</span>}
      </div>
      {[...notes, ...workouts].map(event => (
        <div key={event.id}>
          <EventCard event={event} day={day} display={display} canSave />
          {display.opened === event.id && <EventDetail event={event} display={display} onClose={() => close(event)} />}
        </div>
      ))}
    </li>
  );
}
