import { useEffect, useState } from 'preact/hooks';
import type { DateRange } from '../../../lib/platform/calendar-date.ts';
import { sendMessage } from '../../../lib/platform/messaging.ts';
import { type PlainProblem, Problem } from '../../../lib/platform/problem.ts';
import { rangesOf } from '../../../lib/wellness/diff.ts';
import type { WellnessDay } from '../../../lib/wellness/fields.ts';
import type { ImportedDay } from '../../../lib/wellness/import/imported.ts';
import { daysBetween } from '../../../lib/wellness/store.ts';

/** What Intervals.icu has on the days of an import, read now, or why it could not be. */
export type KnownDays = { days: WellnessDay[] } | { problem: PlainProblem };

/** Reads what is there on these days, anew when the days become others; undefined until it is known. */
export function useKnownDays(
  athlete: string,
  rows: readonly ImportedDay[],
): { known: KnownDays | undefined; again: () => void } {
  const [known, setKnown] = useState<KnownDays>();
  const [round, setRound] = useState(0);
  const ranges = JSON.stringify(rangesOf(rows));
  useEffect(() => {
    let isCurrent = true;
    setKnown(undefined);
    readKnown(athlete, JSON.parse(ranges))
      .then(
        days => ({ days }),
        thrown => ({ problem: Problem.from(thrown).toPlain() }),
      )
      .then(found => isCurrent && setKnown(found));
    return () => {
      isCurrent = false;
    };
  }, [athlete, ranges, round]);
  return { known, again: () => setRound(round + 1) };
}

async function readKnown(athlete: string, ranges: readonly DateRange[]): Promise<WellnessDay[]> {
  const days: WellnessDay[] = [];
  for (const range of ranges) {
    await sendMessage('refreshWellness', range);
    days.push(...(await daysBetween(athlete, range)));
  }
  return days;
}
