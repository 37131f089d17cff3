import { useEffect, useState } from 'preact/hooks';
import { DAY } from '../../lib/time.ts';
import type { Deed } from '../../lib/workouts/plan/deed.ts';
import { lastDeeds } from '../../lib/workouts/plan/store.ts';
import { keepReading } from '../keep-reading.ts';

/** What the athlete did last to the calendar, in one go; empty a day later, and once it was dismissed. */
export function useLastDeeds(athlete: string): Deed[] {
  const [deeds, setDeeds] = useState<Deed[]>([]);
  useEffect(
    () =>
      keepReading(
        async isCurrent => {
          const last = await lastDeeds(athlete);
          if (isCurrent())
            setDeeds(last.filter(({ atMs, dismissed }) => !dismissed && Date.now() - atMs < DAY));
        },
        reportError,
        ['calendar'],
      ),
    [athlete],
  );
  return deeds;
}
