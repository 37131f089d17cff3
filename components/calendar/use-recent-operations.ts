import { useEffect, useState } from 'preact/hooks';
import type { CalendarOperation } from '../../lib/features/calendar/calendar-operation.ts';
import { getRecentOperations } from '../../lib/features/calendar/operation-log.ts';
import { DAY } from '../../lib/platform/time.ts';
import { liveQuery } from '../hooks/live-query.ts';

/** What the athlete did last to the calendar, in one go; empty a day later, and once it was dismissed. */
export function useRecentOperations(athlete: string): CalendarOperation[] {
  const [operations, setOperations] = useState<CalendarOperation[]>([]);
  useEffect(
    () =>
      liveQuery(
        async isCurrent => {
          const last = await getRecentOperations(athlete);
          if (isCurrent())
            setOperations(last.filter(({ atMs, dismissed }) => !dismissed && Date.now() - atMs < DAY));
        },
        reportError,
        ['calendar'],
      ),
    [athlete],
  );
  return operations;
}
