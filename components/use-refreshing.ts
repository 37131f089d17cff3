import { useCallback, useEffect, useState } from 'preact/hooks';
import { onNews } from '../lib/news.ts';
import { type PlainProblem, Problem } from '../lib/problem.ts';

/** How the last reading from Intervals.icu went. */
export interface Refreshing {
  busy: boolean;
  problem: PlainProblem | undefined;
  refresh: () => void;
}

/**
 * Asks for something from Intervals.icu anew: when it is first shown, when the network is back, when something changed there, and
 * when told to. `what` names what is asked for: where it changes, it is asked for once more.
 */
export function useRefreshing(ask: () => Promise<unknown>, what: string): Refreshing {
  const [busy, setBusy] = useState(true);
  const [problem, setProblem] = useState<PlainProblem>();
  const refresh = useCallback(() => {
    setBusy(true);
    setProblem(undefined);
    ask()
      .catch(thrown => setProblem(Problem.from(thrown).toPlain()))
      .finally(() => setBusy(false));
  }, [what]);
  useEffect(() => {
    refresh();
    addEventListener('online', refresh);
    const end = onNews(refresh, 'changes');
    return () => {
      removeEventListener('online', refresh);
      end();
    };
  }, [refresh]);
  return { busy, problem, refresh };
}
