import { backoffMs, type ErrorPolicy, getPolicy, type PolicyOverrides } from '../../platform/error-policy.ts';
import { concernsAllItems } from '../../platform/jobs/circuit-breaker.ts';
import type { PlainProblem, ProblemKind } from '../../platform/problem.ts';
import { getStarts } from './duplicate-matching.ts';
import {
  type ActivityMatch,
  type ActivityRef,
  isUploadDone,
  lacksFile,
  needsInput,
  type Upload,
  type UploadEvent,
  type UploadState,
} from './upload.ts';

/** States that the user cannot change with a button: the queue is processing the upload. */
const isPending = ({ state }: Upload): boolean => state.name === 'queued' || state.name === 'sending';

/**
 * The upload after an event. Pure. An event that does not fit the state, because it came too late or twice, changes nothing and
 * returns the same object.
 */
export function transition(upload: Upload, event: UploadEvent, now: number): Upload {
  switch (event.type) {
    case 'checked':
      return upload.state.name === 'queued' ? applyChecked(upload, event) : upload;
    case 'sent':
      if (upload.state.name !== 'queued') return upload;
      // Counted as unconfirmed until the answer arrives: the worker may be stopped at any moment after this is stored.
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
      return isUploadDone(upload) || lacksFile(upload) || upload.state.name === 'sending'
        ? upload
        : requeue(upload, now);
    case 'send-anyway':
      if (isPending(upload) || isUploadDone(upload) || lacksFile(upload)) return upload;
      return applySendAnyway(upload, event.athlete, now);
    case 'reviewed':
      if (!needsInput(upload, 'review')) return upload;
      return applyReviewed(upload, event, now);
    case 'confirmed':
      return needsInput(upload, 'unconfirmed') ? applyConfirmed(upload, event, now) : upload;
    case 'file-dropped':
      if (!needsInput(upload, 'unconfirmed')) return upload;
      return { ...upload, state: { name: 'held', why: 'needs-file', isDropped: true } };
    case 'came-again':
      return isPending(upload) ? upload : applyReAdded(upload, event);
  }
}

/** After this many failed tries in a row, an upload waits for the user. The pauses between tries grow to an hour. */
export const MAX_UPLOAD_TRIES = 12;

const OVERRIDES: PolicyOverrides = {
  // The file was sent to another athlete: the user has to check before it is sent again.
  'wrong-athlete': { retry: 'never', scope: 'item' },
  // While nothing can be stored, the answer cannot either: the file would be sent again and again.
  'storage-full': { retry: 'never', scope: 'item' },
};

export const getUploadPolicy = (kind: ProblemKind): ErrorPolicy => getPolicy(kind, OVERRIDES);

/** Whether a problem of one request concerns all uploads. */
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

/** The user has chosen the recording now, as if they had dropped it. It was kept for one athlete, and goes to no other one. */
function applyConfirmed(
  upload: Upload,
  { athlete, batch, review }: Extract<UploadEvent, { type: 'confirmed' }>,
  now: number,
): Upload {
  const chosen: Upload = { ...upload, batch, origin: { ...upload.origin, automatic: false } };
  if (upload.athlete !== athlete) return { ...chosen, state: { name: 'held', why: 'account-changed' } };
  return review ? { ...chosen, state: { name: 'held', why: 'review' } } : requeue(chosen, now);
}

/** Only the answer to the question about the account allows sending to another athlete. */
function applySendAnyway(upload: Upload, athlete: string, now: number): Upload {
  if (upload.athlete === athlete) {
    // Whoever answers another question has not been asked about duplicates; without a start there is nothing to compare.
    const skipChecks = upload.skipChecks || wasAskedAboutDuplicates(upload) || getStarts(upload.recording).length === 0;
    return { ...requeue(withoutForeignId(upload), now), skipChecks };
  }
  if (!needsInput(upload, 'account-changed')) {
    return { ...upload, state: { name: 'held', why: 'account-changed' } };
  }
  const { similarActivity: _, ...rest } = upload;
  // What is known about the first athlete's activities says nothing about this one's: the upload is compared again.
  const moved: Upload = {
    ...withoutPlannedWorkouts(rest),
    athlete,
    unconfirmedRequests: 0,
    skipChecks: false,
    activities: [],
    createdIds: [],
  };
  return requeue(moved, now);
}

const wasAskedAboutDuplicates = (upload: Upload): boolean =>
  needsInput(upload, 'possible-duplicate') || needsInput(upload, 'could-not-check');

/** Another activity has the id, so it is not this one's. */
function withoutForeignId(upload: Upload): Upload {
  const { state } = upload;
  const isForeign = state.name === 'held' && state.why === 'possible-duplicate' && state.match.kind === 'id-only';
  const { externalId: _, ...rest } = upload;
  return isForeign ? rest : upload;
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
    ...(!isNew && created.length > 0 && { isPresumedOwn: true as const }),
    state:
      isNew || created.length > 0
        ? { name: 'uploaded', at: now }
        : { name: 'duplicate', at: now, matchKind: 'same-file' },
  };
}

/**
 * The activities that this upload certainly created. Intervals.icu calls a file new as soon as one of its activities is, and
 * after a lost request "already known" may refer to what that request created. So only the activities that were nearby before
 * count as older.
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
  // A pause of the whole outbox says nothing about this file, so it does not count as a try.
  const tries = retryInMs === undefined ? upload.tries + 1 : upload.tries;
  if (retry === 'never' || tries >= MAX_UPLOAD_TRIES) {
    return { ...upload, unconfirmedRequests, tries, state: { name: 'failed', problem } };
  }
  const dueAt = now + (retryInMs ?? backoffMs(upload.tries));
  return { ...upload, unconfirmedRequests, tries, state: { name: 'queued', dueAt, problem } };
}

/**
 * The same bytes were added again: the upload starts over as the new one would, but remembers its activities on Intervals.icu. A
 * user who chooses a file again has answered the question about an automatic capture. An activity that was only recognised is not
 * remembered: a wrong match would be the same file from then on.
 */
function applyReAdded(
  { checked: _, similarActivity: __, externalId: oldId, ...upload }: Upload,
  { upload: added }: Extract<UploadEvent, { type: 'came-again' }>,
): Upload {
  const { state } = upload;
  const isOnlyRecognised = state.name === 'duplicate' && state.matchKind !== 'same-file';
  // An id that was taken from the file's earlier name is not believed any more; one that a site told is.
  const siteId = oldId === upload.recording?.garminId ? undefined : oldId;
  const externalId = added.externalId ?? siteId;
  return {
    ...withoutPlannedWorkouts(upload),
    ...(upload.title === undefined && added.title !== undefined && { title: added.title }),
    ...(added.recording && { recording: added.recording }),
    ...(externalId !== undefined && { externalId }),
    name: added.name,
    state: added.state,
    addedAt: added.addedAt,
    batch: added.batch,
    origin: added.origin,
    activities: isOnlyRecognised ? [] : upload.activities,
    skipChecks: false,
    tries: 0,
    unconfirmedRequests: 0,
  };
}

/**
 * Planned workouts belong to one athlete, and change: those that were read for another athlete, or at another time, are not
 * valid.
 */
const withoutPlannedWorkouts = ({
  plannedWorkouts: _,
  pairWith: __,
  ...upload
}: Omit<Upload, 'checked' | 'similarActivity'>) => upload;

/** Starts over: the comparison with Intervals.icu is out of date, unless it is needed to resolve a lost request. */
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
