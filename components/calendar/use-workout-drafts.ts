import { useCallback, useRef, useState } from 'preact/hooks';
import { calendarRequests } from '../../lib/features/calendar/requests.ts';
import { uploadRequests } from '../../lib/features/uploads/requests.ts';
import type { CalendarDate } from '../../lib/platform/calendar-date.ts';
import { sendRequest } from '../../lib/platform/messaging.ts';
import { Problem } from '../../lib/platform/problem.ts';
import { useLeaveWarning } from '../uploads/use-add-files.ts';
import {
  createDraft,
  isDraftReady,
  readDraftFile,
  toNewWorkout,
  type WorkoutDraft,
} from './workout-draft.ts';

/** More than anybody looks through at once; each has a picture and a form. */
const MAX_DRAFTS = 50;

/** Workouts on their way to the calendar. */
export interface WorkoutDrafts {
  drafts: WorkoutDraft[];
  /** How many came the last time that there was no room for. */
  overflow: number;
  add: (contents: (File | string)[], day: CalendarDate, upload?: string) => void;
  change: (id: string, change: Partial<WorkoutDraft>) => void;
  remove: (id: string) => void;
  clear: () => void;
  /** Puts all that are ready on the calendar, one after the other. What was there before stays here, to say so. */
  addAll: (athlete: string) => Promise<void>;
  /** Lets the one that is under way arrive, and leaves the others. */
  stop: () => void;
  /** How far `put` is; undefined while nothing is under way. */
  progress: { done: number; all: number } | undefined;
}

/** Another day or name makes another workout of one that is known. */
const applyChange = (draft: WorkoutDraft, part: Partial<WorkoutDraft>): WorkoutDraft => ({
  ...draft,
  ...(draft.state === 'known' && { state: 'ready' }),
  ...part,
});

/** Keeps what is being planned until it stands on the calendar or is thrown away. */
export function useWorkoutDrafts(): WorkoutDrafts {
  const [drafts, setDrafts] = useState<WorkoutDraft[]>([]);
  const [progress, setProgress] = useState<WorkoutDrafts['progress']>();
  const [overflow, setTooMany] = useState(0);
  const stopped = useRef(false);
  const latest = useRef(drafts);
  latest.current = drafts;
  useLeaveWarning(progress !== undefined);

  const change = useCallback<WorkoutDrafts['change']>(
    (id, part) => setDrafts(all => all.map(draft => (draft.id === id ? applyChange(draft, part) : draft))),
    [],
  );
  const remove = useCallback((id: string) => setDrafts(all => all.filter(draft => draft.id !== id)), []);
  const add = useCallback<WorkoutDrafts['add']>(
    (contents, day, upload) => {
      const room = Math.max(0, MAX_DRAFTS - latest.current.length);
      const added = contents.slice(0, room).map(content => createDraft(content, day, upload));
      setTooMany(contents.length - added.length);
      setDrafts(all => [...all, ...added]);
      for (const { id, content } of added) {
        if (content instanceof File) void readDraftFile(content).then(read => change(id, read));
      }
    },
    [change],
  );

  const addAll = async (athlete: string) => {
    if (progress) return;
    const ready = drafts.filter(isDraftReady);
    const batch = crypto.randomUUID();
    stopped.current = false;
    for (const [done, { id }] of ready.entries()) {
      if (stopped.current) break;
      // As it is when its turn comes: it may have been changed meanwhile, or left out.
      const draft = latest.current.find(each => each.id === id && isDraftReady(each));
      if (!draft) continue;
      setProgress({ done, all: ready.length });
      change(draft.id, { state: 'sending', problem: undefined });
      try {
        const came = await sendRequest(calendarRequests, 'add', { athlete, batch, ...toNewWorkout(draft) });
        if (draft.upload) await sendRequest(uploadRequests, 'remove', { ids: [draft.upload] });
        if (came === 'known') change(draft.id, { state: 'known' });
        else remove(draft.id);
      } catch (thrown) {
        change(draft.id, { state: 'failed', problem: Problem.from(thrown).toPlain() });
      }
    }
    setProgress(undefined);
  };
  const stop = useCallback(() => {
    stopped.current = true;
  }, []);
  const clear = useCallback(() => {
    setDrafts([]);
    setTooMany(0);
  }, []);
  return { drafts, overflow, add, change, remove, clear, addAll, stop, progress };
}
