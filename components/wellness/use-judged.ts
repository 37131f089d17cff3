import { useEffect, useState } from 'preact/hooks';
import { sendMessage } from '../../lib/platform/messaging.ts';
import { type PlainProblem, Problem } from '../../lib/platform/problem.ts';
import { type Judged, judge, rangesOf } from '../../lib/wellness/diff.ts';
import type { Edit } from '../../lib/wellness/edit.ts';
import { daysBetween } from '../../lib/wellness/store.ts';
import { liveQuery } from '../hooks/live-query.ts';

export interface Judging {
  /** Held against what is kept here, live. */
  judged: Judged[] | undefined;
  /** Whether Intervals.icu is being asked what it has now. */
  busy: boolean;
  problem: PlainProblem | undefined;
}

/** Holds edits against what Intervals.icu has, which is asked once. The same edits must be the same array. */
export function useJudged(athlete: string, edits: readonly Edit[]): Judging {
  const [judged, setJudged] = useState<Judged[]>();
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
      const days = await Promise.all(rangesOf(edits).map(range => daysBetween(athlete, range)));
      if (isCurrent()) setJudged(judge(edits, days.flat()));
    };
    return liveQuery(read, failed, ['wellness']);
  }, [athlete, edits]);
  return { judged, busy, problem };
}

async function refreshAll(edits: readonly Edit[]): Promise<void> {
  for (const range of rangesOf(edits)) await sendMessage('refreshWellness', range);
}
