import { useEffect, useState } from 'preact/hooks';
import { type CheckedEdit, checkEdits, toDayRanges } from '../../lib/features/wellness/conflict-check.ts';
import { wellnessRequests } from '../../lib/features/wellness/requests.ts';
import type { WellnessEdit } from '../../lib/features/wellness/wellness-edit.ts';
import { getWellnessDays } from '../../lib/features/wellness/wellness-store.ts';
import { sendRequest } from '../../lib/platform/messaging.ts';
import { type PlainProblem, Problem } from '../../lib/platform/problem.ts';
import { liveQuery } from '../hooks/live-query.ts';

interface ConflictCheck {
  /** The edits compared with the stored days, live. */
  checked: CheckedEdit[] | undefined;
  /** Whether the current days are being read from Intervals.icu. */
  busy: boolean;
  problem: PlainProblem | undefined;
}

/** Compares edits with Intervals.icu, whose days are read once. The same edits must be the same array. */
export function useConflictCheck(athlete: string, edits: readonly WellnessEdit[]): ConflictCheck {
  const [checked, setChecked] = useState<CheckedEdit[]>();
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
      if (isCurrent()) setChecked(checkEdits(edits, days.flat()));
    };
    return liveQuery(read, failed, ['wellness']);
  }, [athlete, edits]);
  return { checked, busy, problem };
}

async function refreshAll(edits: readonly WellnessEdit[]): Promise<void> {
  for (const range of toDayRanges(edits)) await sendRequest(wellnessRequests, 'refresh', range);
}
