import { useCallback, useRef, useState } from 'preact/hooks';
import { browser } from 'wxt/browser';
import type { DateRange } from '../../lib/features/calendar/calendar-store.ts';
import { markFilesSaved, type WorkoutFiles } from '../../lib/features/calendar/workout-files.ts';
import { type PlainProblem, Problem } from '../../lib/platform/problem.ts';
import { collectWorkoutFiles, type SaveResult, saveWorkoutFiles, saveWorkoutsZip } from './save-workouts.ts';
import type { WorkoutFileOptions } from './use-calendar.ts';

/** The state of saving several workouts. */
export type SaveState =
  | { name: 'idle' | 'preparing' | 'refused' }
  | { name: 'cancelled'; written: number }
  | { name: 'writing'; written: number; all: number }
  | { name: 'done'; mode: SaveMode; collected: WorkoutFiles }
  | { name: 'failed'; written: number; problem: PlainProblem };

export type SaveMode = 'zip' | 'singles';

export interface WorkoutSaver {
  state: SaveState;
  save: (manner: SaveMode) => void;
  cancel: () => void;
}

/** Saves all workouts of a range. Only one save runs at a time. */
export function useSaveWorkouts(athlete: string, range: DateRange, options: WorkoutFileOptions): WorkoutSaver {
  const [state, setState] = useState<SaveState>({ name: 'idle' });
  const underWay = useRef<AbortController | undefined>(undefined);

  const save = async (mode: SaveMode, signal: AbortSignal) => {
    // Requested first, in the handler of the click: the browser requires that.
    if (mode === 'singles' && !(await browser.permissions.request({ permissions: ['downloads'] })))
      return setState({ name: 'refused' });
    setState({ name: 'preparing' });
    const collected = await rejectOnAbort(collectWorkoutFiles({ athlete, range, ...options }), signal);
    const write = mode === 'zip' ? saveWorkoutsZip : saveWorkoutFiles;
    const onWritten = (written: number) => setState({ name: 'writing', written, all: collected.files.length });
    const { saved, problem }: SaveResult =
      collected.files.length > 0 ? await write(collected.files, range.from, { signal, onWritten }) : { saved: [] };
    await markFilesSaved(collected, saved);
    const written = saved.length;
    if (signal.aborted) setState({ name: 'cancelled', written });
    else setState(problem ? { name: 'failed', written, problem } : { name: 'done', mode, collected });
  };

  const start = (manner: SaveMode) => {
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

  return { state, save: start, cancel: useCallback(() => underWay.current?.abort(), []) };
}

/** Stops waiting. The request itself continues in the background, and its result is stored. */
function rejectOnAbort<Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result> {
  const aborted = new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
  return Promise.race([work, aborted]);
}
