import { useCallback, useMemo, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { toCalendarDays } from '../../lib/features/calendar/calendar-days.ts';
import type { DateRange } from '../../lib/features/calendar/calendar-store.ts';
import type { CalendarDate } from '../../lib/platform/calendar-date.ts';
import type { LinkTarget } from '../../lib/platform/pages.ts';
import { hasSteps, isWorkoutEvent } from '../../lib/services/intervals/calendar-event.ts';
import { INTERVALS_ORIGIN } from '../../lib/services/intervals/client.ts';
import { LoadingOrError } from '../text/LoadingOrError.tsx';
import { Anchor } from '../ui/Anchor.tsx';
import { DayList } from './DayList.tsx';
import type { EventDisplay } from './EventCard.tsx';
import { LastUpdated } from './LastUpdated.tsx';
import { SaveWorkoutsBar } from './SaveWorkoutsBar.tsx';
import { useCalendar, useCalendarRefresh, type WorkoutFileOptions } from './use-calendar.ts';
import { WeekGrid } from './WeekGrid.tsx';

interface Props {
  athlete: string;
  today: CalendarDate;
  range: DateRange;
  /** Seven days, side by side. */
  isWeek: boolean;
  options: WorkoutFileOptions;
}

/** Some days of the calendar, as they are kept here and as Intervals.icu has them now. */
export function Calendar({ athlete, today, range, isWeek, options }: Props) {
  const { view, problem } = useCalendar(athlete, range, options.format);
  const refreshing = useCalendarRefresh(athlete, range, options);
  const [opened, setOpened] = useState<number>();
  const toggle = useCallback((id: number) => setOpened(now => (now === id ? undefined : id)), []);
  const { from, to } = range;
  const days = useMemo(() => toCalendarDays(view?.events ?? [], { from, to }), [view, from, to]);
  if (!view) return <LoadingOrError problem={problem} />;
  const display: EventDisplay = {
    athlete,
    today,
    options,
    savedStates: view.savedStates,
    opened,
    onToggle: toggle,
  };
  const isKnown = view.readAtMs !== undefined;
  const DaysShown = isWeek ? WeekGrid : DayList;
  return (
    <>
      <SaveWorkoutsBar
        athlete={athlete}
        range={range}
        options={options}
        count={view.events.filter(event => isWorkoutEvent(event) && hasSteps(event)).length}
      />
      <LastUpdated {...refreshing} readAtMs={view.readAtMs} />
      {view.events.length === 0 && isKnown && <NothingPlanned />}
      {(view.events.length > 0 || isKnown) && (
        // Empty days are there, too: workouts can be dropped on them.
        <DaysShown key={from} days={days} display={display} />
      )}
    </>
  );
}

function NothingPlanned() {
  return (
    <section class="outbox-empty">
      <h2>{i18n.t('workouts.nothing')}</h2>
      <p class="muted">{i18n.t('workouts.nothingWhy')}</p>
      <Anchor to={INTERVALS_ORIGIN as LinkTarget} class="button">
        {i18n.t('workouts.openIntervals')}
      </Anchor>
    </section>
  );
}
