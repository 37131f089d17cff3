import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
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
  const asked = useRef(0);
  const refresh = useCallback(() => {
    const turn = ++asked.current;
    const settle = (problem?: PlainProblem) => {
      // What became of other days, or of another format, is of no interest any more.
      if (turn !== asked.current) return;
      setProblem(problem);
      setBusy(false);
    };
    setBusy(true);
    setProblem(undefined);
    ask().then(
      () => settle(),
      thrown => settle(Problem.from(thrown).toPlain()),
    );
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
