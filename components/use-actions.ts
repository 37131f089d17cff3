import { useCallback, useRef, useState } from 'preact/hooks';
import { send } from '../lib/messages.ts';
import type { Review } from '../lib/outbox/outbox.ts';
import { type PlainProblem, Problem } from '../lib/problem.ts';

/** What rows of the outbox can ask for, and how the asking went. */
export interface Actions {
  /** Does it, and remembers under `id` that it is under way, or what went wrong. */
  run(id: string, work: () => Promise<unknown>): void;
  busy: ReadonlySet<string>;
  problems: ReadonlyMap<string, PlainProblem>;
}

/** Runs what buttons ask for. One thing at a time for each id: a second click does nothing. */
export function useActions(): Actions {
  const [busy, setBusy] = useState<ReadonlySet<string>>(new Set());
  const [problems, setProblems] = useState<ReadonlyMap<string, PlainProblem>>(new Map());
  const underWay = useRef(new Set<string>());

  const run = useCallback((id: string, work: () => Promise<unknown>) => {
    if (underWay.current.has(id)) return;
    const mark = (on: boolean) => {
      underWay.current[on ? 'add' : 'delete'](id);
      setBusy(new Set(underWay.current));
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

/** What buttons ask of the background. */
export const asks = {
  retry: (...ids: string[]) => send('retry', { ids }),
  sendAnyway: (id: string) => send('sendAnyway', { id }),
  undo: (id: string) => send('undo', { id }),
  setPaired: (id: string, paired: boolean) => send('setPaired', { id, paired }),
  chooseFile: (id: string, file: File) => send('chooseFile', { id, file }),
  remove: (...ids: string[]) => send('remove', { ids }),
  review: (id: string, review: Review) => send('sendReviewed', { id, ...review }),
  pause: () => send('pause', {}),
  resume: () => send('resume', {}),
};
