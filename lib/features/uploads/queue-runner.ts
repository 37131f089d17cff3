import { notifyChanged } from '../../platform/change-events.ts';
import { getNextAttempt } from '../../platform/jobs/circuit-breaker.ts';
import { defineJob, type Job } from '../../platform/jobs/job.ts';
import { Problem } from '../../platform/problem.ts';
import { getAccountSignal } from '../../services/intervals/account-work.ts';
import { getBreaker, recordApiFailure, recordApiSuccess } from '../../services/intervals/circuit-breaker.ts';
import { createClient } from '../../services/intervals/client.ts';
import { getCredentials } from '../../services/intervals/credentials.ts';
import { acquireRequestSlot, getCurrentLimits } from '../../services/intervals/rate-limiter.ts';
import { notifyWriteListeners } from '../../services/intervals/write-listeners.ts';
import { linkPlannedWorkouts } from './link-planned-workouts.ts';
import { getSimultaneousUploads, recordUploadInTime, recordUploadTimeout } from './simultaneous-uploads.ts';
import { concernsAllUploads, getUploadPolicy, transition } from './transition.ts';
import type { Upload } from './upload.ts';
import { createSender, type UploadSender } from './upload-sender.ts';
import { getDueUploads, getNextDueAt, updateUpload, updateUploads } from './upload-store.ts';

let lastSender: UploadSender | undefined;

/** Sends every upload that is due. It is stopped while the account changes, so that no request is sent with the wrong key. */
export const uploadQueue: Job = defineJob({
  name: 'uploads',
  recover: requeueInterrupted,
  run: sendDueUploads,
});

/** Discards the activities that were read from Intervals.icu. */
export const invalidateActivityCache = (): void => lastSender?.invalidateCache();

/** Sending the same bytes again is safe: Intervals.icu recognises a file by its hash. */
async function requeueInterrupted(): Promise<void> {
  const now = Date.now();
  const count = await updateUploads(['sending'], upload => transition(upload, { type: 'interrupted' }, now));
  if (count > 0) notifyChanged();
}

async function sendDueUploads(signal: AbortSignal, nextTrigger: () => Promise<void>): Promise<number | undefined> {
  const credentials = await getCredentials();
  if (!credentials) return undefined;
  const { uploadMs: replyTimeoutMs } = await getCurrentLimits();
  const client = createClient({
    access: credentials.access,
    signal: AbortSignal.any([signal, getAccountSignal()]),
    acquireSlot: acquireRequestSlot,
    onWrite: notifyWriteListeners(credentials.athlete.id),
    ...(replyTimeoutMs !== undefined && { replyTimeoutMs }),
  });
  lastSender = createSender(client, credentials.athlete);
  await sendConcurrently(lastSender, signal, nextTrigger);
  const [breaker, dueAt] = await Promise.all([getBreaker(), getNextDueAt()]);
  const nextAttempt = getNextAttempt(breaker, Date.now());
  return nextAttempt === undefined || dueAt === undefined ? undefined : Math.max(dueAt, nextAttempt);
}

async function sendConcurrently(
  sender: UploadSender,
  signal: AbortSignal,
  nextTrigger: () => Promise<void>,
): Promise<void> {
  const inFlight = new Map<string, Promise<unknown>>();
  try {
    for (;;) {
      const triggered = nextTrigger();
      const allowed = await getSimultaneousUploads();
      const free = allowed - inFlight.size;
      const due = free > 0 && (await maySend(signal)) ? await getDueUploads(Date.now(), allowed + inFlight.size) : [];
      for (const upload of due.filter(({ id }) => !inFlight.has(id)).slice(0, free)) {
        inFlight.set(
          upload.id,
          sendOne(sender, upload, allowed).finally(() => inFlight.delete(upload.id)),
        );
      }
      if (inFlight.size === 0) return;
      await Promise.race([triggered, ...inFlight.values()]);
    }
  } finally {
    // If one result could not be stored, the other uploads are still running: the next run waits for them.
    await Promise.allSettled(inFlight.values());
  }
}

const maySend = async (signal: AbortSignal): Promise<boolean> =>
  !signal.aborted && getNextAttempt(await getBreaker(), Date.now()) === 0;

/** Sends one upload, one of as many as are allowed, and stores the result. Rejects only if that cannot be stored. */
async function sendOne(sender: UploadSender, upload: Upload, allowed: number): Promise<void> {
  try {
    await sender.send(upload);
    await recordApiSuccess();
    await recordUploadInTime();
    void linkPlannedWorkouts(upload.id);
  } catch (thrown) {
    const problem = Problem.from(thrown);
    if (problem.kind === 'timeout') await recordUploadTimeout(allowed);
    await recordSendProblem(upload, problem);
  }
  notifyChanged();
}

async function recordSendProblem({ id }: Upload, thrown: Problem): Promise<void> {
  const now = Date.now();
  const problem = thrown.toPlain();
  if (problem.kind === 'stopped') {
    await updateUpload(id, upload => transition(upload, { type: 'interrupted' }, now));
    return;
  }
  await recordApiFailure(problem, getUploadPolicy(problem.kind));
  // The breaker delays what concerns all uploads; the upload itself stays due.
  const event = {
    type: 'problem',
    problem,
    ...(concernsAllUploads(problem.kind) && { retryInMs: 0 }),
  } as const;
  await updateUpload(id, upload => transition(upload, event, now));
}
