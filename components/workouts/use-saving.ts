import { useCallback, useRef, useState } from 'preact/hooks';
import { browser } from 'wxt/browser';
import { type PlainProblem, Problem } from '../../lib/problem.ts';
import { type Gathered, noteSaved } from '../../lib/workouts/save.ts';
import type { DayRange } from '../../lib/workouts/store.ts';
import { gatherFiles, saveSingles, saveZip, type Written } from './save-workouts.ts';
import type { FileOptions } from './use-calendar.ts';

/** How the saving of several workouts stands. */
export type SavingState =
  | { name: 'idle' | 'preparing' | 'refused' }
  | { name: 'cancelled'; written: number }
  | { name: 'writing'; written: number; all: number }
  | { name: 'done'; manner: Manner; gathered: Gathered }
  | { name: 'failed'; written: number; problem: PlainProblem };

export type Manner = 'zip' | 'singles';

export interface Saving {
  state: SavingState;
  save: (manner: Manner) => void;
  cancel: () => void;
}

/** Saves all workouts of a range, one saving at a time. */
export function useSaving(athlete: string, range: DayRange, options: FileOptions): Saving {
  const [state, setState] = useState<SavingState>({ name: 'idle' });
  const underWay = useRef<AbortController | undefined>(undefined);

  const save = async (manner: Manner, signal: AbortSignal) => {
    // Asked for first, while the click still counts as one.
    if (manner === 'singles' && !(await browser.permissions.request({ permissions: ['downloads'] })))
      return setState({ name: 'refused' });
    setState({ name: 'preparing' });
    const gathered = await unlessAborted(gatherFiles({ athlete, range, ...options }), signal);
    const write = manner === 'zip' ? saveZip : saveSingles;
    const onWritten = (written: number) => setState({ name: 'writing', written, all: gathered.files.length });
    const { saved, problem }: Written =
      gathered.files.length > 0
        ? await write(gathered.files, range.from, { signal, onWritten })
        : { saved: [] };
    await noteSaved(gathered, saved);
    const written = saved.length;
    if (signal.aborted) setState({ name: 'cancelled', written });
    else setState(problem ? { name: 'failed', written, problem } : { name: 'done', manner, gathered });
  };

  const begin = (manner: Manner) => {
    if (underWay.current) return;
    const controller = new AbortController();
    const { signal } = controller;
    underWay.current = controller;
    save(manner, signal)
      .catch(thrown =>
        setState(
          signal.aborted
            ? { name: 'cancelled', written: 0 }
            : { name: 'failed', written: 0, problem: Problem.from(thrown).toPlain() },
        ),
      )
      .finally(() => {
        underWay.current = undefined;
      });
  };

  return { state, save: begin, cancel: useCallback(() => underWay.current?.abort(), []) };
}

/** The request itself goes on in the background, and what it brings is kept; nobody waits for it any more. */
function unlessAborted<Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result> {
  const aborted = new Promise<never>((_, reject) =>
    signal.addEventListener('abort', () => reject(signal.reason)),
  );
  return Promise.race([work, aborted]);
}
