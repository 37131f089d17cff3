import type { RecordedSession } from '../../formats/recordings/recording.ts';
import { Problem } from '../../platform/problem.ts';
import {
  listActivitiesBetween,
  type UploadDetails,
  type UploadResult,
  uploadActivity,
} from '../../services/intervals/activities.ts';
import type { Activity } from '../../services/intervals/activity.ts';
import type { Athlete } from '../../services/intervals/athlete.ts';
import type { Client } from '../../services/intervals/client.ts';
import { createActivityCache } from './activity-cache.ts';
import { isTransition, toDeviceName } from './activity-claims.ts';
import { findDuplicate, getNearbyActivityIds, isCertainMatch, isHiddenMatch } from './duplicate-matching.ts';
import { concernsAllUploads, getUploadPolicy, transition } from './transition.ts';
import type { ActivityRef, Upload, UploadEvent } from './upload.ts';
import { getDueUploads, getUploadFile, updateUpload } from './upload-store.ts';

/** After this many failed lookups on Intervals.icu, an upload is sent, or held, without one. */
const MAX_CHECK_TRIES = 3;

/** The most waiting uploads that one lookup covers. */
const MAX_UPLOADS_PER_LOOKUP = 5000;

/** Sends the uploads of one athlete to Intervals.icu, with one key. */
export function createSender(client: Client, { id: athleteId, timezone }: Athlete) {
  const cache = createActivityCache((fromMs, toMs) => listActivitiesBetween(client, athleteId, fromMs, toMs));
  const getWaiting = () => getDueUploads(Date.now(), MAX_UPLOADS_PER_LOOKUP);
  const runAfterLookAlikes = createLookAlikeQueue(timezone);

  /** The activities around the upload; undefined if they cannot be read. */
  async function getActivitiesAround(upload: Upload): Promise<Activity[] | undefined> {
    try {
      return await cache.getAround(upload, getWaiting);
    } catch (thrown) {
      const problem = Problem.from(thrown);
      // Another request would be refused again.
      if (problem.kind === 'refused' || problem.kind === 'not-found') return undefined;
      if (concernsAllUploads(problem.kind) || upload.tries + 1 < MAX_CHECK_TRIES) throw problem;
      return undefined;
    }
  }

  /**
   * Compares the upload with the activities on Intervals.icu, and stores the result: continue, already there, or a question.
   */
  async function check(upload: Upload): Promise<Upload | undefined> {
    const activities = await getActivitiesAround(upload);
    const match = activities && findDuplicate(upload, activities, timezone);
    if (match && isCertainMatch(match.kind)) return await applyEvent(upload, { type: 'found', match });
    if (match && (upload.origin.automatic || isHiddenMatch(match.kind))) {
      return await applyEvent(upload, { type: 'held', held: { why: 'possible-duplicate', match } });
    }
    if (upload.origin.automatic && !activities) {
      return await applyEvent(upload, { type: 'held', held: { why: 'could-not-check' } });
    }
    const nearbyActivityIds = activities && getNearbyActivityIds(upload, activities);
    return await applyEvent(upload, {
      type: 'checked',
      ...(nearbyActivityIds && { nearbyActivityIds }),
      ...(match && { similarActivity: match }),
    });
  }

  /** The activities that another program may have uploaded while the answer to an earlier request was lost. */
  async function findForeignIds(ids: string[], upload: Upload): Promise<string[]> {
    if (upload.unconfirmedRequests < 2) return [];
    cache.invalidate();
    const activities = await cache.getAround(upload, getWaiting).catch(() => []);
    return ids.filter(id => !activities?.some(activity => activity.id === id && activity.isUploadedFile));
  }

  async function post(upload: Upload, file: File): Promise<UploadResult> {
    try {
      return await uploadActivity(client, athleteId, file, toUploadDetails(upload), getTimeFactor(upload));
    } catch (thrown) {
      // Intervals.icu may have created an activity from it that the cached lists do not contain.
      if (getUploadPolicy(Problem.from(thrown).kind).sideEffect === 'unknown') cache.invalidate();
      throw thrown;
    }
  }

  async function checkAndSend(upload: Upload): Promise<void> {
    // After a lost request the list would contain what this upload itself created.
    const shouldCheck = !upload.skipChecks && !(upload.checked && upload.unconfirmedRequests > 0);
    const checked = shouldCheck ? await check(upload) : upload;
    if (checked?.state.name !== 'queued') return;
    const file = await getUploadFile(checked);
    if (!file) throw new Problem('file-unreadable');
    const sending = await applyEvent(checked, { type: 'sent' });
    if (sending?.state.name !== 'sending') return;

    const { isNew, activityIds } = await post(sending, file);
    const foreignIds = isNew ? [] : await findForeignIds(activityIds, sending);
    const sessions = pairWithSessions(activityIds, sending);
    const activities = activityIds.map((id, n) => toActivityRef(id, sending, sessions?.[n]));
    await applyEvent(sending, { type: 'accepted', isNew, activities, foreignIds });
    // What each of them is, only Intervals.icu knows.
    if (!sessions) cache.invalidate();
    for (const [n, session] of sessions?.entries() ?? []) cache.add(toActivity(activityIds[n] ?? '', sending, session));
  }

  return {
    /**
     * Checks one queued upload and sends it.
     * @throws {Problem} any problem that prevented the upload; its stored state is then still `queued` or `sending`
     */
    async send(upload: Upload): Promise<void> {
      if (upload.athlete === athleteId) await runAfterLookAlikes(upload, () => checkAndSend(upload));
      else await applyEvent(upload, { type: 'held', held: { why: 'account-changed' } });
    },

    /** Discards the activities that were read from Intervals.icu. */
    invalidateCache: cache.invalidate,
  };
}

export type UploadSender = ReturnType<typeof createSender>;

const applyEvent = (upload: Upload, event: UploadEvent): Promise<Upload | undefined> =>
  updateUpload(upload.id, current => transition(current, event, Date.now()));

const toUploadDetails = ({ title, description, externalId, pairWith, similarActivity }: Upload): UploadDetails => ({
  ...(title && { name: title }),
  ...(description && { description }),
  // An id that another activity has is not this one's.
  ...(externalId && similarActivity?.kind !== 'id-only' && { externalId }),
  ...(pairWith !== undefined && { pairWith }),
});

/**
 * A try that failed may have been too slow for its time, so the next one has twice as much, up to eight times: less than 700 bytes a
 * second is not waited for.
 */
const getTimeFactor = ({ tries }: Upload): number => 2 ** Math.min(tries, 3);

/**
 * The sessions that the activities were made of: all of them, or all but the transitions of a multisport day. Undefined where the
 * counts or the orders do not agree: activities come in the file's order.
 */
function pairWithSessions(activityIds: string[], { recording }: Upload): RecordedSession[] | undefined {
  const { sessions = [], isReordered } = recording ?? {};
  if (isReordered) return undefined;
  return [sessions, sessions.filter(session => !isTransition(session))].find(
    ({ length }) => length === activityIds.length,
  );
}

/** An activity that Intervals.icu created from a session of an upload, with the name and start that the upload knows. */
function toActivityRef(id: string, { title }: Upload, { startMs }: Partial<RecordedSession> = {}): ActivityRef {
  return { id, ...(title && { name: title }), ...(startMs !== undefined && { startMs }) };
}

function toActivity(id: string, upload: Upload, session: RecordedSession): Activity {
  const { sport, durationSecs, distanceM } = session;
  const device = toDeviceName(upload.recording?.device);
  return {
    ...toActivityRef(id, upload, session),
    sport,
    isUploadedFile: true,
    visibility: 'full',
    ...(durationSecs !== undefined && { elapsedSecs: durationSecs }),
    ...(distanceM !== undefined && { distanceM }),
    ...(device && { device }),
    ...(upload.externalId && { externalId: upload.externalId }),
  };
}

/** Similar uploads are sent one after the other: compared concurrently, none would find the other and both would be sent. */
function createLookAlikeQueue(timezone: string) {
  const inFlight = new Map<Upload, Promise<void>>();
  return (upload: Upload, work: () => Promise<void>): Promise<void> => {
    const before = [...inFlight]
      .filter(([other]) => mayBeSameRecording(upload, other, timezone))
      .map(([, going]) => going);
    const task = Promise.allSettled(before)
      .then(work)
      .finally(() => inFlight.delete(upload));
    inFlight.set(upload, task);
    return task;
  };
}

/** Whether two uploads may be one recording in two files: a ride as FIT and as GPX. */
function mayBeSameRecording(upload: Upload, other: Upload, timezone: string): boolean {
  const activities = (other.recording?.sessions ?? []).map(session => toActivity('', other, session));
  return findDuplicate(upload, activities, timezone) !== undefined;
}
