import { useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { CalendarEvent } from '../../lib/intervals/event.ts';
import type { DayPlan } from '../../lib/workouts/days.ts';
import { DayHeading } from './DayHeading.tsx';
import { buttonOf, EventCard, type Showing } from './EventCard.tsx';
import { EventDetail } from './EventDetail.tsx';

interface Props {
  days: DayPlan[];
  showing: Showing;
}

/** Days that are drawn at once: the next ones come when they are wanted, so that a season opens as fast as a week. */
const PAGE = 42;

/** Days below each other; what is opened stands at its place. */
export function DayList({ days, showing }: Props) {
  const [limit, setLimit] = useState(PAGE);
  return (
    <>
      <ol class="card days">
        {days.slice(0, limit).map(plan => (
          <DayRow key={plan.day} plan={plan} showing={showing} />
        ))}
      </ol>
      {days.length > limit && (
        <button type="button" class="button" onClick={() => setLimit(limit + PAGE)}>
          {i18n.t('workouts.more')}
        </button>
      )}
    </>
  );
}

function DayRow({ plan: { day, doings, marks }, showing }: { plan: DayPlan; showing: Showing }) {
  const isToday = day === showing.today;
  const close = (event: CalendarEvent) => {
    showing.onToggle(event.id);
    document.getElementById(buttonOf(event, day))?.focus();
  };
  return (
    <li
      class={`day-row ${isToday ? 'day-now' : ''}`}
      data-day={day}
      aria-current={isToday ? 'date' : undefined}
    >
      <div class="line">
        <DayHeading day={day} isToday={isToday} inFull />
        {doings.length === 0 && <span class="muted small">{i18n.t('workouts.rest')}</span>}
      </div>
      {[...marks, ...doings].map(event => (
        <div key={event.id}>
          <EventCard event={event} day={day} showing={showing} canSave />
          {showing.opened === event.id && (
            <EventDetail event={event} showing={showing} onClose={() => close(event)} />
          )}
        </div>
      ))}
    </li>
  );
}
