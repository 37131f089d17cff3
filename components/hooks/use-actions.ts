import { useCallback, useRef, useState } from 'preact/hooks';
import { type PlainProblem, Problem } from '../../lib/platform/problem.ts';

/** What rows of the outbox can ask for, and how the asking went. */
export interface ActionRunner {
  /** Does it, and remembers under `id` that it is under way, or what went wrong. */
  run(id: string, work: () => Promise<unknown>): void;
  busy: ReadonlySet<string>;
  problems: ReadonlyMap<string, PlainProblem>;
}

/** Runs what buttons ask for. One thing at a time for each id: a second click does nothing. */
export function useActions(): ActionRunner {
  const [busy, setBusy] = useState<ReadonlySet<string>>(new Set());
  const [problems, setProblems] = useState<ReadonlyMap<string, PlainProblem>>(new Map());
  const running = useRef(new Set<string>());

  const run = useCallback((id: string, work: () => Promise<unknown>) => {
    if (running.current.has(id)) return;
    const mark = (on: boolean) => {
      running.current[on ? 'add' : 'delete'](id);
      setBusy(new Set(running.current));
    };
    mark(true);
    setProblems(current => without(current, id));
    work()
      .catch(thrown => {
        const problem = Problem.from(thrown).toPlain();
        setProblems(current => new Map(current).set(id, problem));
      })
      .finally(() => mark(false));
  }, []);

  return { run, busy, problems };
}

function without<Value>(map: ReadonlyMap<string, Value>, id: string): ReadonlyMap<string, Value> {
  if (!map.has(id)) return map;
  const rest = new Map(map);
  rest.delete(id);
  return rest;
}
