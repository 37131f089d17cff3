import { useCallback, useMemo, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { toCalendarDays } from '../../lib/features/calendar/calendar-days.ts';
import type { DateRange } from '../../lib/features/calendar/calendar-store.ts';
import type { CalendarDate } from '../../lib/platform/calendar-date.ts';
import { hasSteps, isWorkoutEvent } from '../../lib/services/intervals/calendar-event.ts';
import { INTERVALS_ORIGIN } from '../../lib/services/intervals/client.ts';
import { LastUpdated } from '../text/LastUpdated.tsx';
import { LoadingOrError } from '../text/LoadingOrError.tsx';
import { Anchor } from '../ui/Anchor.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { DayList } from './DayList.tsx';
import type { EventDisplay } from './EventCard.tsx';
import { SaveWorkoutsBar } from './SaveWorkoutsBar.tsx';
import { useCalendar, useCalendarRefresh, type WorkoutFileOptions } from './use-calendar.ts';
import { WeekGrid } from './WeekGrid.tsx';

interface Props {
  athlete: string;
  today: CalendarDate;
  range: DateRange;
  /** Shows seven days side by side. */
  isWeek: boolean;
  options: WorkoutFileOptions;
}

/** Some days of the calendar: first as they are stored here, then as Intervals.icu has them now. */
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
        // With empty days, too: workouts can be dropped on them.
        <DaysShown key={from} days={days} display={display} />
      )}
    </>
  );
}

function NothingPlanned() {
  return (
    <EmptyState title={i18n.t('workouts.nothing')}>
      <p class="muted">{i18n.t('workouts.nothingWhy')}</p>
      <Anchor to={INTERVALS_ORIGIN} class="button">
        {i18n.t('workouts.openIntervals')}
      </Anchor>
    </EmptyState>
  );
}
