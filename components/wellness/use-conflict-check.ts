import { useEffect, useState } from 'preact/hooks';
import { type CheckedEdit, checkEdits, toDayRanges } from '../../lib/features/wellness/conflict-check.ts';
import { wellnessRequests } from '../../lib/features/wellness/requests.ts';
import type { WellnessEdit } from '../../lib/features/wellness/wellness-edit.ts';
import { getWellnessDays } from '../../lib/features/wellness/wellness-store.ts';
import { sendRequest } from '../../lib/platform/messaging.ts';
import { type PlainProblem, Problem } from '../../lib/platform/problem.ts';
import { liveQuery } from '../hooks/live-query.ts';

export interface ConflictCheck {
  /** Held against what is kept here, live. */
  checked: CheckedEdit[] | undefined;
  /** Whether Intervals.icu is being asked what it has now. */
  busy: boolean;
  problem: PlainProblem | undefined;
}

/** Holds edits against what Intervals.icu has, which is asked once. The same edits must be the same array. */
export function useConflictCheck(athlete: string, edits: readonly WellnessEdit[]): ConflictCheck {
  const [checked, setJudged] = useState<CheckedEdit[]>();
  const [busy, setBusy] = useState(true);
  const [problem, setProblem] = useState<PlainProblem>();
  const failed = (thrown: unknown) => setProblem(Problem.from(thrown).toPlain());

  useEffect(() => {
    refreshAll(edits)
      .catch(failed)
      .finally(() => setBusy(false));
  }, [edits]);
  useEffect(() => {
    const read = async (isCurrent: () => boolean) => {
      const days = await Promise.all(toDayRanges(edits).map(range => getWellnessDays(athlete, range)));
      if (isCurrent()) setJudged(checkEdits(edits, days.flat()));
    };
    return liveQuery(read, failed, ['wellness']);
  }, [athlete, edits]);
  return { checked, busy, problem };
}

async function refreshAll(edits: readonly WellnessEdit[]): Promise<void> {
  for (const range of toDayRanges(edits)) await sendRequest(wellnessRequests, 'refresh', range);
}
