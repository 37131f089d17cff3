import { backoffMs, type ErrorPolicy, getPolicy, type PolicyOverrides } from '../error-policy.ts';
import type { PlainProblem, ProblemKind } from '../problem.ts';
import {
  type ActivityRef,
  isDone,
  isHeldFor,
  type Match,
  type State,
  type Upload,
  type UploadEvent,
} from './upload.ts';

/** States that a person cannot change by a button: the drain has them in hand. */
const isWaiting = ({ state }: Upload): boolean => state.name === 'queued' || state.name === 'sending';

/**
 * The upload after an event. Pure. An event that does not fit the state, because it came too late or twice, changes
 * nothing and returns the very same object.
 */
export function transition(upload: Upload, event: UploadEvent, now: number): Upload {
  switch (event.type) {
    case 'checked':
      return upload.state.name === 'queued' ? checked(upload, event) : upload;
    case 'sent':
      if (upload.state.name !== 'queued') return upload;
      // Lost until its answer is seen: the worker may die any moment after this is stored.
      return { ...upload, state: { name: 'sending', since: now }, lost: upload.lost + 1 };
    case 'accepted':
      return upload.state.name === 'sending' ? accepted(upload, event, now) : upload;
    case 'found':
      if (upload.state.name !== 'queued') return upload;
      return {
        ...upload,
        state: { name: 'duplicate', at: now, likeness: event.match.likeness },
        activities: [refOf(event.match)],
      };
    case 'held':
      return isWaiting(upload) ? { ...upload, state: { name: 'held', ...event.held } } : upload;
    case 'problem':
      return isWaiting(upload) ? wentWrong(upload, event, now) : upload;
    case 'interrupted':
      return upload.state.name === 'sending' ? { ...upload, state: queuedAt(now) } : upload;
    case 'hurried':
      if (upload.state.name !== 'queued' || upload.state.dueAt <= now) return upload;
      return { ...upload, state: { ...upload.state, dueAt: now } };
    case 'retry':
      return isDone(upload) || upload.state.name === 'sending' ? upload : requeued(upload, now);
    case 'send-anyway':
      return isWaiting(upload) || isDone(upload) ? upload : sentAnyway(upload, event.athlete, now);
    case 'reviewed':
      if (!isHeldFor(upload, 'review')) return upload;
      return reviewed(upload, event, now);
    case 'came-again':
      return isWaiting(upload) ? upload : cameAgain(upload, event);
  }
}

/** After how many failed tries in a row an upload asks for a person. Waits between them grow to an hour. */
export const MOST_TRIES = 12;

const OVERRIDES: PolicyOverrides = {
  // The file went to another athlete: the user has to look before it is sent anywhere again.
  'wrong-athlete': { retry: 'never', scope: 'item' },
  // While nothing can be stored, neither can the answer: the file would be sent again and again.
  'storage-full': { retry: 'never', scope: 'item' },
};

export const getUploadPolicy = (kind: ProblemKind): ErrorPolicy => getPolicy(kind, OVERRIDES);

function checked(
  { resembles: _, ...upload }: Upload,
  { near, resembles }: Extract<UploadEvent, { type: 'checked' }>,
): Upload {
  return { ...upload, checked: { ...(near && { near }) }, ...(resembles && { resembles }) };
}

function reviewed(
  { pairWith: _, ...upload }: Upload,
  { title, description, pairWith }: Extract<UploadEvent, { type: 'reviewed' }>,
  now: number,
): Upload {
  const isPlanned = upload.planned?.some(({ event }) => event === pairWith);
  return {
    ...requeued(upload, now),
    ...(title && { title }),
    ...(description && { description }),
    ...(isPlanned && { pairWith }),
  };
}

/** Whoever answered another question has not said that it may go to another athlete. */
function sentAnyway(upload: Upload, athlete: string, now: number): Upload {
  if (upload.athlete === athlete) return { ...requeued(upload, now), forced: true };
  if (!isHeldFor(upload, 'account-changed')) {
    return { ...upload, state: { name: 'held', why: 'account-changed' } };
  }
  const moved = { ...withoutPlans(upload), athlete, lost: 0, forced: true, activities: [], created: [] };
  return requeued(moved, now);
}

function accepted(
  upload: Upload,
  { isNew, activities, foreign = [] }: Extract<UploadEvent, { type: 'accepted' }>,
  now: number,
): Upload {
  const ids = activities.map(({ id }) => id).filter(id => !foreign.includes(id));
  const made = madeOf(upload, isNew, ids);
  return {
    ...upload,
    lost: 0,
    activities,
    created: [...new Set([...upload.created, ...made])],
    state:
      isNew || made.length > 0
        ? { name: 'uploaded', at: now }
        : { name: 'duplicate', at: now, likeness: 'same-file' },
  };
}

/**
 * The activities that this upload made for certain. "New" is said of a file as soon as one of its activities is, and
 * "known already" after a lost request may mean what that request made: only what was there before it tells.
 */
function madeOf({ lost, checked }: Upload, isNew: boolean, ids: string[]): string[] {
  const near = checked?.near;
  if (!isNew && (lost <= 1 || !near)) return [];
  if (!near) return ids.length === 1 ? ids : [];
  return ids.filter(id => !near.includes(id));
}

function wentWrong(
  upload: Upload,
  { problem, retryInMs }: { problem: PlainProblem; retryInMs?: number },
  now: number,
): Upload {
  const wasAsked = upload.state.name === 'sending';
  const { retry, sideEffect } = getUploadPolicy(problem.kind);
  const lost = wasAsked && sideEffect === 'none' ? upload.lost - 1 : upload.lost;
  // A wait that the whole outbox shares says nothing about this file: it does not count as its try.
  const tries = retryInMs === undefined ? upload.tries + 1 : upload.tries;
  if (retry === 'never' || tries >= MOST_TRIES) {
    return { ...upload, lost, tries, state: { name: 'failed', problem } };
  }
  const dueAt = now + (retryInMs ?? backoffMs(upload.tries));
  return { ...upload, lost, tries, state: { name: 'queued', dueAt, problem } };
}

/**
 * The same bytes were added once more: the row begins again as a new one would, but remembers what it is on Intervals.icu.
 * A person who chooses a file again has answered the question whether it came by itself.
 */
function cameAgain(
  { checked: _, resembles: __, ...upload }: Upload,
  { at, batch, origin, state }: Extract<UploadEvent, { type: 'came-again' }>,
): Upload {
  return { ...withoutPlans(upload), state, addedAt: at, batch, origin, forced: false, tries: 0, lost: 0 };
}

/** Plans are an athlete's own, and change: what was seen of them for another one, or another time, does not hold. */
const withoutPlans = ({ planned: _, pairWith: __, ...upload }: Omit<Upload, 'checked' | 'resembles'>) =>
  upload;

/** From the start: what was seen on Intervals.icu before is old by now, unless a lost request hangs on it. */
function requeued({ checked, ...upload }: Upload, now: number): Upload {
  return { ...upload, ...(upload.lost > 0 && checked && { checked }), tries: 0, state: queuedAt(now) };
}

const queuedAt = (dueAt: number): State => ({ name: 'queued', dueAt });

const refOf = ({ likeness: _, ...ref }: Match): ActivityRef => ref;
