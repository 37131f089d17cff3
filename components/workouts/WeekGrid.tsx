import { i18n } from '#i18n';
import type { DayPlan } from '../../lib/workouts/days.ts';
import { DayHeading } from './DayHeading.tsx';
import { buttonOf, EventCard, type Showing } from './EventCard.tsx';
import { EventDetail } from './EventDetail.tsx';

interface Props {
  days: DayPlan[];
  showing: Showing;
}

/** Seven days side by side; what is opened stands below them. */
export function WeekGrid({ days, showing }: Props) {
  const home = days.find(day => eventsOf(day).some(({ id }) => id === showing.opened));
  const opened = home && eventsOf(home).find(({ id }) => id === showing.opened);
  const close = () => {
    if (!opened || !home) return;
    showing.onToggle(opened.id);
    document.getElementById(buttonOf(opened, home.day))?.focus();
  };
  return (
    <>
      <div class="week">
        {days.map(plan => (
          <DayCard key={plan.day} plan={plan} showing={showing} />
        ))}
      </div>
      {opened && <EventDetail event={opened} showing={showing} onClose={close} />}
    </>
  );
}

function DayCard({ plan, showing }: { plan: DayPlan; showing: Showing }) {
  const { day } = plan;
  const isToday = day === showing.today;
  const events = eventsOf(plan);
  return (
    <section
      class={`card day ${isToday ? 'day-now' : ''}`}
      data-day={day}
      aria-current={isToday ? 'date' : undefined}
    >
      <DayHeading day={day} isToday={isToday} />
      {events.map(event => (
        <EventCard key={event.id} event={event} day={day} showing={showing} canSave={isToday} />
      ))}
      {events.length === 0 && <p class="muted small">{i18n.t('workouts.rest')}</p>}
    </section>
  );
}

/** What is done comes first. */
const eventsOf = ({ doings, marks }: DayPlan) => [...doings, ...marks];
