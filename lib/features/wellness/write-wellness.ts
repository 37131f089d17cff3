import type { WellnessDay } from '../../formats/wellness/wellness-fields.ts';
import { notifyChanged } from '../../platform/change-events.ts';
import { withKeepAlive } from '../../platform/keep-alive.ts';
import { Problem } from '../../platform/problem.ts';
import { type Session, withSession } from '../../services/intervals/session.ts';
import { updateWellnessDays } from '../../services/intervals/wellness.ts';
import {
  type CheckedEdit,
  checkEdits,
  MAX_WELLNESS_DAYS,
  reverseEdits,
  toDayRanges,
  toDayUpdates,
} from './conflict-check.ts';
import { fetchWellnessDays } from './refresh-wellness.ts';
import type { WellnessEdit } from './wellness-edit.ts';
import { deleteWellnessEdits, deleteWellnessWrite, getWellnessWrite, saveWellnessWrite } from './wellness-store.ts';
import { canUndoWellnessWrite, type UnwrittenEdit, type WellnessWrite } from './write-log.ts';

/** Values to write, for the athlete whose name was shown. */
export interface WellnessWriteRequest {
  athlete: string;
  edits: WellnessEdit[];
  kind: 'edit' | 'import';
  /** Also lock the written days, so that they ignore every later change by devices and apps. The API cannot unlock them. */
  lock: boolean;
}

/**
 * Writes values over those that the athlete saw. The days are read first: when one of these values is different by now,
 * nothing is written, and the result is `changed`. Afterwards the days are read again, and the log has what was saved.
 * @throws {Problem} `not-connected`, `wrong-athlete`, `storage-full`, and as `Client.send`
 */
export function writeWellness({ athlete, edits, kind, lock }: WellnessWriteRequest): Promise<'written' | 'changed'> {
  return runExclusive(athlete, async session => {
    const checked = checkEdits(edits, await fetchDaysOfEdits(session, edits));
    if (checked.some(({ status }) => status === 'conflict')) return 'changed';
    await sendEdits(session, kind, lock ? [...checked, ...toLockEdits(checked)] : checked);
    await deleteWellnessEdits(athlete, edits);
    return 'written';
  });
}

/**
 * Restores the values from before a write. Values that were changed again since then stay.
 * @throws {Problem} as `writeWellness`; `not-found` where there is nothing to undo
 */
export function undoWellness({ athlete, id }: { athlete: string; id: string }): Promise<void> {
  return runExclusive(athlete, async session => {
    const write = await getWellnessWrite(id);
    if (write?.athlete !== athlete || !canUndoWellnessWrite(write)) throw new Problem('not-found');
    const edits = reverseEdits(write.changes);
    await sendEdits(session, 'undo', checkEdits(edits, await fetchDaysOfEdits(session, edits)));
    await deleteWellnessWrite(id);
  });
}

function runExclusive<Result>(athlete: string, work: (session: Session) => Promise<Result>): Promise<Result> {
  return withKeepAlive(
    // No other write of Musette may happen between reading the days and writing them.
    navigator.locks.request('wellness-write', () =>
      withSession(async session => {
        if (session.athlete.id !== athlete) throw new Problem('wrong-athlete');
        try {
          return await work(session);
        } finally {
          notifyChanged('wellness');
        }
      }),
    ),
  );
}

/** Sends the edits that are ready, and logs what became of each. @throws {Problem} as `Client.send`, unless all values were saved nevertheless */
async function sendEdits(
  session: Session,
  kind: WellnessWrite['kind'],
  checked: readonly CheckedEdit[],
): Promise<void> {
  const ready = checked.filter(({ status }) => status === 'ready');
  const write: WellnessWrite = {
    id: crypto.randomUUID(),
    athlete: session.athlete.id,
    atMs: Date.now(),
    kind,
    state: 'sending',
    changes: ready,
    unwritten: checked.flatMap(toUnwrittenEdits),
  };
  // An undo is not logged before it is sent: the write that it undoes is logged, and can be undone again.
  if (kind !== 'undo') await saveWellnessWrite(write);
  const failure = await updateDays(session, ready).catch(thrown => Problem.from(thrown));
  const daysAfter = await fetchDaysOfEdits(session, ready).catch(thrown => {
    throw failure ?? thrown;
  });
  const verified = checkEdits(ready, daysAfter);
  const unconfirmed = verified.filter(({ status }) => status !== 'saved');
  const isFailed = failure && unconfirmed.length > 0;
  if (isFailed && kind === 'undo') throw failure;
  const changes = (kind === 'undo' ? [...checked, ...verified] : verified).filter(isSaved);
  if (failure && changes.length === 0) await deleteWellnessWrite(write.id);
  else
    await saveWellnessWrite({
      ...write,
      state: 'sent',
      changes,
      unwritten: [...write.unwritten, ...unconfirmed.map(toIgnoredEdit)],
    });
  if (isFailed) throw failure;
}

async function updateDays({ athlete, client }: Session, edits: readonly WellnessEdit[]): Promise<undefined> {
  const changes = toDayUpdates(edits);
  for (let n = 0; n < changes.length; n += MAX_WELLNESS_DAYS) {
    await updateWellnessDays(client, athlete.id, changes.slice(n, n + MAX_WELLNESS_DAYS));
  }
}

async function fetchDaysOfEdits(session: Session, edits: readonly WellnessEdit[]): Promise<WellnessDay[]> {
  const days: WellnessDay[] = [];
  for (const range of toDayRanges(edits)) days.push(...(await fetchWellnessDays(session, range)));
  return days;
}

/** An edit that locks the day, for each day with a value to write. */
const toLockEdits = (checked: readonly CheckedEdit[]): CheckedEdit[] =>
  [...new Set(checked.filter(({ status }) => status === 'ready').map(({ day }) => day))].map(day => ({
    day,
    key: 'locked',
    to: true,
    status: 'ready',
  }));

const isSaved = ({ status }: CheckedEdit): boolean => status === 'saved';

const UNWRITTEN_REASONS = { locked: 'locked', conflict: 'changed' } as const;

const toUnwrittenEdits = ({ status, ...edit }: CheckedEdit): UnwrittenEdit[] =>
  status === 'locked' || status === 'conflict' ? [{ ...edit, reason: UNWRITTEN_REASONS[status] }] : [];

const toIgnoredEdit = ({ status, ...edit }: CheckedEdit): UnwrittenEdit => ({ ...edit, reason: 'ignored' });
