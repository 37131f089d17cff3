import { useCallback, useMemo, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Day } from '../../lib/day.ts';
import { INTERVALS } from '../../lib/intervals/client.ts';
import { hasSteps, isWorkout } from '../../lib/intervals/event.ts';
import { planDays } from '../../lib/workouts/days.ts';
import type { DayRange } from '../../lib/workouts/store.ts';
import { Anchor } from '../Anchor.tsx';
import { Unread } from '../Unread.tsx';
import type { Target } from '../words.ts';
import { DayList } from './DayList.tsx';
import type { Showing } from './EventCard.tsx';
import { FreshLine } from './FreshLine.tsx';
import { SaveBar } from './SaveBar.tsx';
import { type FileOptions, useCalendar, useRefresh } from './use-calendar.ts';
import { WeekGrid } from './WeekGrid.tsx';

interface Props {
  athlete: string;
  today: Day;
  range: DayRange;
  /** Seven days, side by side. */
  isWeek: boolean;
  options: FileOptions;
}

/** Some days of the calendar, as they are kept here and as Intervals.icu has them now. */
export function Calendar({ athlete, today, range, isWeek, options }: Props) {
  const { view, problem } = useCalendar(athlete, range, options.format);
  const refreshing = useRefresh(athlete, range, options);
  const [opened, setOpened] = useState<number>();
  const toggle = useCallback((id: number) => setOpened(now => (now === id ? undefined : id)), []);
  const { from, to } = range;
  const days = useMemo(() => planDays(view?.events ?? [], { from, to }), [view, from, to]);
  if (!view) return <Unread problem={problem} />;
  const showing: Showing = { athlete, today, options, onDisk: view.onDisk, opened, onToggle: toggle };
  const isKnown = view.readAtMs !== undefined;
  const DaysShown = isWeek ? WeekGrid : DayList;
  return (
    <>
      <SaveBar
        athlete={athlete}
        range={range}
        options={options}
        count={view.events.filter(event => isWorkout(event) && hasSteps(event)).length}
      />
      <FreshLine {...refreshing} readAtMs={view.readAtMs} />
      {view.events.length === 0 && isKnown && <NothingPlanned />}
      {(view.events.length > 0 || isKnown) && (
        // Empty days are there, too: workouts can be dropped on them.
        <DaysShown key={from} days={days} showing={showing} />
      )}
    </>
  );
}

function NothingPlanned() {
  return (
    <section class="outbox-empty">
      <h2>{i18n.t('workouts.nothing')}</h2>
      <p class="muted">{i18n.t('workouts.nothingWhy')}</p>
      <Anchor to={INTERVALS as Target} class="button">
        {i18n.t('workouts.openIntervals')}
      </Anchor>
    </section>
  );
}
