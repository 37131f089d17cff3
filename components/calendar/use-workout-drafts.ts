import { useCallback, useRef, useState } from 'preact/hooks';
import { calendarRequests } from '../../lib/features/calendar/requests.ts';
import { uploadRequests } from '../../lib/features/uploads/requests.ts';
import { isSystemFile } from '../../lib/formats/file-names.ts';
import type { CalendarDate } from '../../lib/platform/calendar-date.ts';
import { sendRequest } from '../../lib/platform/messaging.ts';
import { Problem } from '../../lib/platform/problem.ts';
import { useLeaveWarning } from '../hooks/use-leave-warning.ts';
import { createDraft, isDraftReady, readDraftFile, toNewWorkout, type WorkoutDraft } from './workout-draft.ts';

/** More drafts would be too much to review; each has a picture and a form. */
const MAX_DRAFTS = 50;

/** Workouts that are about to be added to the calendar. */
export interface WorkoutDrafts {
  drafts: WorkoutDraft[];
  /** How many of the files that were added last exceeded the limit. */
  overflow: number;
  add: (contents: (File | string)[], day: CalendarDate, upload?: string) => void;
  change: (id: string, change: Partial<WorkoutDraft>) => void;
  remove: (id: string) => void;
  clear: () => void;
  /** Adds all ready drafts to the calendar, one after the other. A draft that is on the calendar already stays, with a message. */
  addAll: (athlete: string) => Promise<void>;
  /** Stops after the draft that is being added. */
  stop: () => void;
  /** The progress of `addAll`; undefined while it does not run. */
  progress: { done: number; all: number } | undefined;
}

/** A changed draft is no longer the workout that is on the calendar already. */
const applyChange = (draft: WorkoutDraft, part: Partial<WorkoutDraft>): WorkoutDraft => ({
  ...draft,
  ...(draft.state === 'known' && { state: 'ready' }),
  ...part,
});

/** Holds drafts until they are added or removed. */
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
    (all, day, upload) => {
      const contents = all.filter(content => typeof content === 'string' || !isSystemFile(content.name));
      const room = Math.max(0, MAX_DRAFTS - latest.current.length);
      const added = contents.slice(0, room).map(content => createDraft(content, day, upload));
      setTooMany(contents.length - added.length);
      setDrafts(before => [...before, ...added]);
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
      // The current draft: it may have been changed or removed meanwhile.
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
