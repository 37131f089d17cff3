import { useEffect, useState } from 'preact/hooks';
import { toDayRanges } from '../../../lib/features/wellness/conflict-check.ts';
import { wellnessRequests } from '../../../lib/features/wellness/requests.ts';
import { getWellnessDays } from '../../../lib/features/wellness/wellness-store.ts';
import type { ImportedDay } from '../../../lib/formats/wellness/import-result.ts';
import type { WellnessDay } from '../../../lib/formats/wellness/wellness-fields.ts';
import type { DateRange } from '../../../lib/platform/calendar-date.ts';
import { sendRequest } from '../../../lib/platform/messaging.ts';
import { type PlainProblem, Problem } from '../../../lib/platform/problem.ts';

/** What Intervals.icu has on the days of an import, read now, or why it could not be. */
export type ExistingDays = { days: WellnessDay[] } | { problem: PlainProblem };

/** Reads what is there on these days, anew when the days become others; undefined until it is known. */
export function useExistingDays(
  athlete: string,
  rows: readonly ImportedDay[],
): { known: ExistingDays | undefined; again: () => void } {
  const [known, setKnown] = useState<ExistingDays>();
  const [attempt, setRound] = useState(0);
  const ranges = JSON.stringify(toDayRanges(rows));
  useEffect(() => {
    let isCurrent = true;
    setKnown(undefined);
    fetchExistingDays(athlete, JSON.parse(ranges))
      .then(
        days => ({ days }),
        thrown => ({ problem: Problem.from(thrown).toPlain() }),
      )
      .then(found => isCurrent && setKnown(found));
    return () => {
      isCurrent = false;
    };
  }, [athlete, ranges, attempt]);
  return { known, again: () => setRound(attempt + 1) };
}

async function fetchExistingDays(athlete: string, ranges: readonly DateRange[]): Promise<WellnessDay[]> {
  const days: WellnessDay[] = [];
  for (const range of ranges) {
    await sendRequest(wellnessRequests, 'refresh', range);
    days.push(...(await getWellnessDays(athlete, range)));
  }
  return days;
}
