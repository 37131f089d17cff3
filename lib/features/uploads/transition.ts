import { backoffMs, type ErrorPolicy, getPolicy, type PolicyOverrides } from '../../platform/error-policy.ts';
import { concernsAllItems } from '../../platform/jobs/circuit-breaker.ts';
import type { PlainProblem, ProblemKind } from '../../platform/problem.ts';
import {
  type ActivityMatch,
  type ActivityRef,
  isUploadDone,
  needsInput,
  type Upload,
  type UploadEvent,
  type UploadState,
} from './upload.ts';

/** States that a person cannot change by a button: the drain has them in hand. */
const isPending = ({ state }: Upload): boolean => state.name === 'queued' || state.name === 'sending';

/**
 * The upload after an event. Pure. An event that does not fit the state, because it came too late or twice, changes
 * nothing and returns the very same object.
 */
export function transition(upload: Upload, event: UploadEvent, now: number): Upload {
  switch (event.type) {
    case 'checked':
      return upload.state.name === 'queued' ? applyChecked(upload, event) : upload;
    case 'sent':
      if (upload.state.name !== 'queued') return upload;
      // Lost until its answer is seen: the worker may die any moment after this is stored.
      return {
        ...upload,
        state: { name: 'sending', since: now },
        unconfirmedRequests: upload.unconfirmedRequests + 1,
      };
    case 'accepted':
      return upload.state.name === 'sending' ? applyAccepted(upload, event, now) : upload;
    case 'found':
      if (upload.state.name !== 'queued') return upload;
      return {
        ...upload,
        state: { name: 'duplicate', at: now, matchKind: event.match.kind },
        activities: [toActivityRef(event.match)],
      };
    case 'held':
      return isPending(upload) ? { ...upload, state: { name: 'held', ...event.held } } : upload;
    case 'problem':
      return isPending(upload) ? applyProblem(upload, event, now) : upload;
    case 'interrupted':
      return upload.state.name === 'sending' ? { ...upload, state: toQueued(now) } : upload;
    case 'hurried':
      if (upload.state.name !== 'queued' || upload.state.dueAt <= now) return upload;
      return { ...upload, state: { ...upload.state, dueAt: now } };
    case 'retry':
      return isUploadDone(upload) || upload.state.name === 'sending' ? upload : requeue(upload, now);
    case 'send-anyway':
      return isPending(upload) || isUploadDone(upload) ? upload : applySendAnyway(upload, event.athlete, now);
    case 'reviewed':
      if (!needsInput(upload, 'review')) return upload;
      return applyReviewed(upload, event, now);
    case 'came-again':
      return isPending(upload) ? upload : applyReAdded(upload, event);
  }
}

/** After how many failed tries in a row an upload asks for a person. Waits between them grow to an hour. */
export const MAX_UPLOAD_TRIES = 12;

const OVERRIDES: PolicyOverrides = {
  // The file went to another athlete: the user has to look before it is sent anywhere again.
  'wrong-athlete': { retry: 'never', scope: 'item' },
  // While nothing can be stored, neither can the answer: the file would be sent again and again.
  'storage-full': { retry: 'never', scope: 'item' },
};

export const getUploadPolicy = (kind: ProblemKind): ErrorPolicy => getPolicy(kind, OVERRIDES);

/** Whether a problem of one request concerns every upload alike. */
export const concernsAllUploads = (kind: ProblemKind): boolean => concernsAllItems(getUploadPolicy(kind));

function applyChecked(
  { similarActivity: _, ...upload }: Upload,
  { nearbyActivityIds, similarActivity }: Extract<UploadEvent, { type: 'checked' }>,
): Upload {
  return {
    ...upload,
    checked: { ...(nearbyActivityIds && { nearbyActivityIds }) },
    ...(similarActivity && { similarActivity }),
  };
}

function applyReviewed(
  { pairWith: _, ...upload }: Upload,
  { title, description, pairWith }: Extract<UploadEvent, { type: 'reviewed' }>,
  now: number,
): Upload {
  const isPlanned = upload.plannedWorkouts?.some(({ event }) => event === pairWith);
  return {
    ...requeue(upload, now),
    ...(title && { title }),
    ...(description && { description }),
    ...(isPlanned && { pairWith }),
  };
}

/** Whoever answered another question has not said that it may go to another athlete. */
function applySendAnyway(upload: Upload, athlete: string, now: number): Upload {
  if (upload.athlete === athlete) return { ...requeue(upload, now), skipChecks: true };
  if (!needsInput(upload, 'account-changed')) {
    return { ...upload, state: { name: 'held', why: 'account-changed' } };
  }
  const moved = {
    ...withoutPlannedWorkouts(upload),
    athlete,
    lost: 0,
    forced: true,
    activities: [],
    created: [],
  };
  return requeue(moved, now);
}

function applyAccepted(
  upload: Upload,
  { isNew, activities, foreignIds = [] }: Extract<UploadEvent, { type: 'accepted' }>,
  now: number,
): Upload {
  const ids = activities.map(({ id }) => id).filter(id => !foreignIds.includes(id));
  const created = getCreatedIds(upload, isNew, ids);
  return {
    ...upload,
    unconfirmedRequests: 0,
    activities,
    createdIds: [...new Set([...upload.createdIds, ...created])],
    state:
      isNew || created.length > 0
        ? { name: 'uploaded', at: now }
        : { name: 'duplicate', at: now, matchKind: 'same-file' },
  };
}

/**
 * The activities that this upload made for certain. "New" is said of a file as soon as one of its activities is, and
 * "known already" after a lost request may mean what that request made: only what was there before it tells.
 */
function getCreatedIds({ unconfirmedRequests, checked }: Upload, isNew: boolean, ids: string[]): string[] {
  const near = checked?.nearbyActivityIds;
  if (!isNew && (unconfirmedRequests <= 1 || !near)) return [];
  if (!near) return ids.length === 1 ? ids : [];
  return ids.filter(id => !near.includes(id));
}

function applyProblem(
  upload: Upload,
  { problem, retryInMs }: { problem: PlainProblem; retryInMs?: number },
  now: number,
): Upload {
  const wasSent = upload.state.name === 'sending';
  const { retry, sideEffect } = getUploadPolicy(problem.kind);
  const unconfirmedRequests =
    wasSent && sideEffect === 'none' ? upload.unconfirmedRequests - 1 : upload.unconfirmedRequests;
  // A wait that the whole outbox shares says nothing about this file: it does not count as its try.
  const tries = retryInMs === undefined ? upload.tries + 1 : upload.tries;
  if (retry === 'never' || tries >= MAX_UPLOAD_TRIES) {
    return { ...upload, unconfirmedRequests, tries, state: { name: 'failed', problem } };
  }
  const dueAt = now + (retryInMs ?? backoffMs(upload.tries));
  return { ...upload, unconfirmedRequests, tries, state: { name: 'queued', dueAt, problem } };
}

/**
 * The same bytes were added once more: the row begins again as a new one would, but remembers what it is on Intervals.icu.
 * A person who chooses a file again has answered the question whether it came by itself.
 */
function applyReAdded(
  { checked: _, similarActivity: __, ...upload }: Upload,
  { at, batch, origin, state }: Extract<UploadEvent, { type: 'came-again' }>,
): Upload {
  return {
    ...withoutPlannedWorkouts(upload),
    state,
    addedAt: at,
    batch,
    origin,
    skipChecks: false,
    tries: 0,
    unconfirmedRequests: 0,
  };
}

/** Plans are an athlete's own, and change: what was seen of them for another one, or another time, does not hold. */
const withoutPlannedWorkouts = ({
  plannedWorkouts: _,
  pairWith: __,
  ...upload
}: Omit<Upload, 'checked' | 'resembles'>) => upload;

/** From the start: what was seen on Intervals.icu before is old by now, unless a lost request hangs on it. */
function requeue({ checked, ...upload }: Upload, now: number): Upload {
  return {
    ...upload,
    ...(upload.unconfirmedRequests > 0 && checked && { checked }),
    tries: 0,
    state: toQueued(now),
  };
}

const toQueued = (dueAt: number): UploadState => ({ name: 'queued', dueAt });

const toActivityRef = ({ kind: _, ...ref }: ActivityMatch): ActivityRef => ref;
