import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { onChanged } from '../../lib/platform/change-events.ts';
import { type PlainProblem, Problem } from '../../lib/platform/problem.ts';

/** The state of the last refresh from Intervals.icu. */
export interface AutoRefresh {
  busy: boolean;
  problem: PlainProblem | undefined;
  refresh: () => void;
}

/**
 * Sends a request when the component mounts, when `key` changes, when the network is back, when something changed on Intervals.icu,
 * at the end of a pause that Intervals.icu has set, and when `refresh` is called. `key` names what is requested.
 */
export function useAutoRefresh(request: () => Promise<unknown>, key: string): AutoRefresh {
  const [busy, setBusy] = useState(true);
  const [problem, setProblem] = useState<PlainProblem>();
  const latest = useRef(0);
  const afterPause = useRef<ReturnType<typeof setTimeout>>(undefined);
  const refresh = useCallback(() => {
    const attempt = ++latest.current;
    const settle = (problem?: PlainProblem) => {
      // A newer request was made: the result of this one is out of date.
      if (attempt !== latest.current) return;
      setProblem(problem);
      setBusy(false);
      if (problem?.retryAfterMs && problem.retryAfterMs <= MAX_TIMER_MS)
        afterPause.current = setTimeout(refresh, problem.retryAfterMs);
    };
    clearTimeout(afterPause.current);
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
      // What is still under way is of no use any more.
      latest.current += 1;
      clearTimeout(afterPause.current);
      removeEventListener('online', refresh);
      end();
    };
  }, [refresh]);
  return { busy, problem, refresh };
}

/** A longer timer ends at once (https://developer.mozilla.org/docs/Web/API/Window/setTimeout, "Maximum delay value"). */
const MAX_TIMER_MS = 2 ** 31 - 1;
