import { useEffect, useState } from 'preact/hooks';
import { toDayRanges } from '../../../lib/features/wellness/conflict-check.ts';
import { wellnessRequests } from '../../../lib/features/wellness/requests.ts';
import { getWellnessDays } from '../../../lib/features/wellness/wellness-store.ts';
import type { ImportedDay } from '../../../lib/formats/wellness/import-result.ts';
import type { WellnessDay } from '../../../lib/formats/wellness/wellness-fields.ts';
import type { DateRange } from '../../../lib/platform/calendar-date.ts';
import { sendRequest } from '../../../lib/platform/messaging.ts';
import { type PlainProblem, Problem } from '../../../lib/platform/problem.ts';

/** The current days on Intervals.icu that an import touches, or the problem that prevented reading them. */
type ExistingDays = { days: WellnessDay[] } | { problem: PlainProblem };

/** Reads the days on Intervals.icu that an import touches, again whenever these change; undefined until they are read. */
export function useExistingDays(
  athlete: string,
  rows: readonly ImportedDay[],
): { existing: ExistingDays | undefined; retry: () => void } {
  const [existing, setExisting] = useState<ExistingDays>();
  const [attempt, setAttempt] = useState(0);
  const ranges = JSON.stringify(toDayRanges(rows));
  useEffect(() => {
    let isCurrent = true;
    setExisting(undefined);
    fetchExistingDays(athlete, JSON.parse(ranges))
      .then(
        days => ({ days }),
        thrown => ({ problem: Problem.from(thrown).toPlain() }),
      )
      .then(found => isCurrent && setExisting(found));
    return () => {
      isCurrent = false;
    };
  }, [athlete, ranges, attempt]);
  return { existing, retry: () => setAttempt(attempt + 1) };
}

async function fetchExistingDays(athlete: string, ranges: readonly DateRange[]): Promise<WellnessDay[]> {
  const days: WellnessDay[] = [];
  for (const range of ranges) {
    await sendRequest(wellnessRequests, 'refresh', range);
    days.push(...(await getWellnessDays(athlete, range)));
  }
  return days;
}
