import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { onChanged } from '../../lib/platform/change-events.ts';
import { type PlainProblem, Problem } from '../../lib/platform/problem.ts';

/** How the last reading from Intervals.icu went. */
export interface AutoRefresh {
  busy: boolean;
  problem: PlainProblem | undefined;
  refresh: () => void;
}

/**
 * Asks for something from Intervals.icu anew: when it is first shown, when the network is back, when something changed there, and
 * when told to. `what` names what is asked for: where it changes, it is asked for once more.
 */
export function useAutoRefresh(request: () => Promise<unknown>, key: string): AutoRefresh {
  const [busy, setBusy] = useState(true);
  const [problem, setProblem] = useState<PlainProblem>();
  const latest = useRef(0);
  const refresh = useCallback(() => {
    const attempt = ++latest.current;
    const settle = (problem?: PlainProblem) => {
      // What became of other days, or of another format, is of no interest any more.
      if (attempt !== latest.current) return;
      setProblem(problem);
      setBusy(false);
    };
    setBusy(true);
    setProblem(undefined);
    request().then(
      () => settle(),
      thrown => settle(Problem.from(thrown).toPlain()),
    );
  }, [key]);
  useEffect(() => {
    refresh();
    addEventListener('online', refresh);
    const end = onChanged(refresh, 'changes');
    return () => {
      removeEventListener('online', refresh);
      end();
    };
  }, [refresh]);
  return { busy, problem, refresh };
}
