import { writeWellness as put } from '../intervals/wellness.ts';
import { notifyChanged } from '../platform/change-events.ts';
import { withKeepAlive } from '../platform/keep-alive.ts';
import { Problem } from '../platform/problem.ts';
import { requireSession } from '../services/intervals/session.ts';
import { changesOf, type Judged, judge, MOST_DAYS, rangesOf, reversed } from './diff.ts';
import type { Edit } from './edit.ts';
import type { WellnessDay } from './fields.ts';
import { type Hand, readDays } from './refresh.ts';
import { dropEdits, forgetWrite, getWrite, keepWrite } from './store.ts';
import { canUndo, type Left, type WellnessWrite } from './write-record.ts';

/** What is to be written, for the athlete whose name the person saw. */
export interface Asked {
  athlete: string;
  edits: Edit[];
  kind: 'edit' | 'import';
  /** Close the days that are written to every later change by a device or a program. It cannot be taken back by one. */
  lock: boolean;
}

/**
 * Writes values over those that the person saw, and nothing else. The days are read first: when anything is different by now,
 * nothing is written, and `changed` says so. Afterwards they are read again; what became of it is in the store.
 * @throws {Problem} `not-connected`, `wrong-athlete`, `storage-full`, and as the API
 */
export function writeWellness({ athlete, edits, kind, lock }: Asked): Promise<'written' | 'changed'> {
  return inTurn(athlete, async hand => {
    const judged = judge(edits, await readDaysOf(hand, edits));
    if (judged.some(({ standing }) => standing === 'conflict')) return 'changed';
    await send(hand, kind, lock ? [...judged, ...locksOf(judged)] : judged);
    await dropEdits(athlete, edits);
    return 'written';
  });
}

/**
 * Puts the values back that were there before a write. What was changed again since stays as it is.
 * @throws {Problem} as `writeWellness`; `not-found` where there is nothing to be undone
 */
export function undoWellness({ athlete, id }: { athlete: string; id: string }): Promise<void> {
  return inTurn(athlete, async hand => {
    const write = await getWrite(id);
    if (write?.athlete !== athlete || !canUndo(write)) throw new Problem('not-found');
    const edits = reversed(write.changes);
    await send(hand, 'undo', judge(edits, await readDaysOf(hand, edits)));
    await forgetWrite(id);
  });
}

function inTurn<Result>(athlete: string, work: (hand: Hand) => Promise<Result>): Promise<Result> {
  return withKeepAlive(
    // Between reading the days and writing them nobody else of us may write.
    navigator.locks.request('wellness', async () => {
      const hand = await requireSession();
      if (hand.athlete.id !== athlete) throw new Problem('wrong-athlete');
      try {
        return await work(hand);
      } finally {
        notifyChanged('wellness');
      }
    }),
  );
}

/** Sends what is ready, and keeps what became of all of it. @throws {Problem} as the API, unless all of it arrived nevertheless */
async function send(hand: Hand, kind: WellnessWrite['kind'], judged: readonly Judged[]): Promise<void> {
  const ready = judged.filter(({ standing }) => standing === 'ready');
  const write: WellnessWrite = {
    id: crypto.randomUUID(),
    athlete: hand.athlete.id,
    atMs: Date.now(),
    kind,
    state: 'sending',
    changes: ready,
    left: judged.flatMap(leftOf),
  };
  // What is undone is written down already, and can be undone twice.
  if (kind !== 'undo') await keepWrite(write);
  const failure = await putAll(hand, ready).catch(thrown => Problem.from(thrown));
  const after = await readDaysOf(hand, ready).catch(thrown => {
    throw failure ?? thrown;
  });
  const held = judge(ready, after);
  const missed = held.filter(({ standing }) => standing !== 'done');
  const isFailed = failure && missed.length > 0;
  if (isFailed && kind === 'undo') throw failure;
  const changes = (kind === 'undo' ? [...judged, ...held] : held).filter(isDone);
  if (failure && changes.length === 0) await forgetWrite(write.id);
  else await keepWrite({ ...write, state: 'sent', changes, left: [...write.left, ...missed.map(notTaken)] });
  if (isFailed) throw failure;
}

async function putAll({ athlete, client }: Hand, edits: readonly Edit[]): Promise<undefined> {
  const changes = changesOf(edits);
  for (let n = 0; n < changes.length; n += MOST_DAYS) {
    await put(client, athlete.id, changes.slice(n, n + MOST_DAYS));
  }
}

async function readDaysOf(hand: Hand, edits: readonly Edit[]): Promise<WellnessDay[]> {
  const days: WellnessDay[] = [];
  for (const range of rangesOf(edits)) days.push(...(await readDays(hand, range)));
  return days;
}

/** The lock is a value like any other, on each day that something is written to. */
const locksOf = (judged: readonly Judged[]): Judged[] =>
  [...new Set(judged.filter(({ standing }) => standing === 'ready').map(({ day }) => day))].map(day => ({
    day,
    key: 'locked',
    to: true,
    standing: 'ready',
  }));

const isDone = ({ standing }: Judged): boolean => standing === 'done';

const WHY = { locked: 'locked', conflict: 'changed' } as const;

const leftOf = ({ standing, ...edit }: Judged): Left[] =>
  standing === 'locked' || standing === 'conflict' ? [{ ...edit, why: WHY[standing] }] : [];

const notTaken = ({ standing, ...edit }: Judged): Left => ({ ...edit, why: 'not-taken' });
