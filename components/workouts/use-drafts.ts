import { useCallback, useRef, useState } from 'preact/hooks';
import type { Day } from '../../lib/day.ts';
import { send } from '../../lib/messages.ts';
import { Problem } from '../../lib/problem.ts';
import { useGuard } from '../use-adding.ts';
import { type Draft, isReady, newDraft, plannedOf, reading } from './draft.ts';

/** More than anybody looks through at once; each has a picture and a form. */
const MOST_DRAFTS = 50;

/** Workouts on their way to the calendar. */
export interface Drafts {
  drafts: Draft[];
  /** How many came the last time that there was no room for. */
  tooMany: number;
  add: (contents: (File | string)[], day: Day, upload?: string) => void;
  change: (id: string, change: Partial<Draft>) => void;
  remove: (id: string) => void;
  clear: () => void;
  /** Puts all that are ready on the calendar, one after the other. What was there before stays here, to say so. */
  put: (athlete: string) => Promise<void>;
  /** Lets the one that is under way arrive, and leaves the others. */
  stop: () => void;
  /** How far `put` is; undefined while nothing is under way. */
  progress: { done: number; all: number } | undefined;
}

/** Another day or name makes another workout of one that is known. */
const changed = (draft: Draft, part: Partial<Draft>): Draft => ({
  ...draft,
  ...(draft.state === 'known' && { state: 'ready' }),
  ...part,
});

/** Keeps what is being planned until it stands on the calendar or is thrown away. */
export function useDrafts(): Drafts {
  const [drafts, setDrafts] = useState<Draft[]>([]);
  const [progress, setProgress] = useState<Drafts['progress']>();
  const [tooMany, setTooMany] = useState(0);
  const stopped = useRef(false);
  const latest = useRef(drafts);
  latest.current = drafts;
  useGuard(progress !== undefined);

  const change = useCallback<Drafts['change']>(
    (id, part) => setDrafts(all => all.map(draft => (draft.id === id ? changed(draft, part) : draft))),
    [],
  );
  const remove = useCallback((id: string) => setDrafts(all => all.filter(draft => draft.id !== id)), []);
  const add = useCallback<Drafts['add']>(
    (contents, day, upload) => {
      const room = Math.max(0, MOST_DRAFTS - latest.current.length);
      const coming = contents.slice(0, room).map(content => newDraft(content, day, upload));
      setTooMany(contents.length - coming.length);
      setDrafts(all => [...all, ...coming]);
      for (const { id, content } of coming) {
        if (content instanceof File) void reading(content).then(read => change(id, read));
      }
    },
    [change],
  );

  const put = async (athlete: string) => {
    if (progress) return;
    const ready = drafts.filter(isReady);
    const batch = crypto.randomUUID();
    stopped.current = false;
    for (const [done, { id }] of ready.entries()) {
      if (stopped.current) break;
      // As it is when its turn comes: it may have been changed meanwhile, or left out.
      const draft = latest.current.find(each => each.id === id && isReady(each));
      if (!draft) continue;
      setProgress({ done, all: ready.length });
      change(draft.id, { state: 'sending', problem: undefined });
      try {
        const came = await send('putOnCalendar', { athlete, batch, ...plannedOf(draft) });
        if (draft.upload) await send('remove', { ids: [draft.upload] });
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
  return { drafts, tooMany, add, change, remove, clear, put, stop, progress };
}
