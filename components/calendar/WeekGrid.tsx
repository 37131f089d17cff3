import { i18n } from '#i18n';
import type { CalendarDay } from '../../lib/features/calendar/calendar-days.ts';
import { DayHeading } from './DayHeading.tsx';
import { EventCard, type EventDisplay, getEventButtonId } from './EventCard.tsx';
import { EventDetail } from './EventDetail.tsx';

interface Props {
  days: CalendarDay[];
  display: EventDisplay;
}

/** Seven days side by side. The details of an event open below them. */
export function WeekGrid({ days, display }: Props) {
  const openedDay = days.find(day => getDayEvents(day).some(({ id }) => id === display.opened));
  const opened = openedDay && getDayEvents(openedDay).find(({ id }) => id === display.opened);
  const close = () => {
    if (!opened || !openedDay) return;
    display.onToggle(opened.id);
    document.getElementById(getEventButtonId(opened, openedDay.day))?.focus();
  };
  return (
    <>
      <div class="week">
        {days.map(plan => (
          <DayCard key={plan.day} plan={plan} showing={display} />
        ))}
      </div>
      {opened && <EventDetail event={opened} display={display} onClose={close} />}
    </>
  );
}

function DayCard({ plan, showing: display }: { plan: CalendarDay; showing: EventDisplay }) {
  const { day } = plan;
  const isToday = day === display.today;
  const events = getDayEvents(plan);
  return (
    <section class={`card day ${isToday ? 'day-now' : ''}`} data-day={day} aria-current={isToday ? 'date' : undefined}>
      <DayHeading day={day} isToday={isToday} />
      {events.map(event => (
        <EventCard key={event.id} event={event} day={day} display={display} canSave={isToday} />
      ))}
      {events.length === 0 && <p class="muted small">{i18n.t('workouts.rest')}</p>}
    </section>
  );
}

/** Done events come first. */
const getDayEvents = ({ workouts, notes }: CalendarDay) => [...workouts, ...notes];
