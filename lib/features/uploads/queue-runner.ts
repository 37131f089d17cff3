import { browser } from 'wxt/browser';
import { getBackoffEnd } from '../../platform/backoff.ts';
import { notifyChanged } from '../../platform/change-events.ts';
import { createMutex } from '../../platform/mutex.ts';
import { Problem } from '../../platform/problem.ts';
import { createSingleFlight } from '../../platform/single-flight.ts';
import {
  concernsAllUploads,
  getBreaker,
  isBreakerClosed,
  recordFailure,
  recordSuccess,
} from '../../services/intervals/circuit-breaker.ts';
import { createClient } from '../../services/intervals/client.ts';
import { getCredentials } from '../../services/intervals/credentials.ts';
import { acquireRequestSlot, getCurrentLimits } from '../../services/intervals/rate-limiter.ts';
import { notifyWriteListeners } from '../../services/intervals/write-listeners.ts';
import { linkPlannedWorkouts } from './link-planned-workouts.ts';
import { transition } from './transition.ts';
import type { Upload } from './upload.ts';
import { createSender, type UploadSender } from './upload-sender.ts';
import { getDueUploads, getNextDueAt, updateUpload, updateUploads } from './upload-store.ts';

/** Name of the alarm that wakes the background for the earliest upload that is due. */
export const UPLOADS_ALARM = 'outbox';

/** Uploads at a time: enough to hide the round trip; the request budget keeps us polite. */
const CONCURRENCY = 6;

let wake: () => void = () => undefined;
let abortController = new AbortController();
let carrier: UploadSender | undefined;

/**
 * Sends everything that may be sent now, and sets the alarm for what may be sent later. Only the background calls this;
 * calls while it is at work make it look again. Never rejects: what could not be stored is tried again by the alarm.
 */
export function processQueue(): Promise<void> {
  wake();
  return flight.trigger();
}

const flight = createSingleFlight(runQueue);
const runExclusive = createMutex();

/**
 * Changes the account: every request is cut off first, and none begins until `change` is done. One change at a time.
 */
export function withQueueStopped<Result>(change: () => Promise<Result>): Promise<Result> {
  return runExclusive(async () => {
    abortController.abort();
    try {
      await flight.onIdle();
      return await change();
    } finally {
      abortController = new AbortController();
      void processQueue();
    }
  });
}

/** What was read of Intervals.icu does not hold any more. */
export const invalidateActivityCache = (): void => carrier?.invalidateCache();

/** Nobody carries these any more. Sending the same bytes again is safe: Intervals.icu knows a file by its hash. */
async function requeueInterrupted(): Promise<void> {
  const now = Date.now();
  const count = await updateUploads(['sending'], upload => transition(upload, { type: 'interrupted' }, now));
  if (count > 0) notifyChanged();
}

async function runQueue(): Promise<void> {
  // Taken before the credentials are read: whoever changes them aborts it first.
  const { signal } = abortController;
  // Should this worker die in the middle, the alarm wakes its successor. Half a minute is the least that Chromium allows.
  browser.alarms.create(UPLOADS_ALARM, { delayInMinutes: 0.5, periodInMinutes: 0.5 });
  // Nothing is under way here yet, so whatever says `sending` lost its worker, or could not store its end.
  await requeueInterrupted();
  const credentials = await getCredentials();
  if (credentials) {
    const { uploadMs: uploadTimeoutMs } = await getCurrentLimits();
    const client = createClient({
      access: credentials.access,
      signal,
      acquireSlot: acquireRequestSlot,
      onWrite: notifyWriteListeners(credentials.athlete.id),
      ...(uploadTimeoutMs !== undefined && { uploadTimeoutMs }),
    });
    carrier = createSender(client, credentials.athlete.id);
    await sendAllDue(carrier, signal);
  }
  await scheduleNextRun(credentials !== undefined);
}

async function sendAllDue(sender: UploadSender, signal: AbortSignal): Promise<void> {
  const inFlight = new Map<string, Promise<unknown>>();
  try {
    for (;;) {
      const { promise: woken, resolve } = Promise.withResolvers<void>();
      wake = resolve;
      const free = CONCURRENCY - inFlight.size;
      const due =
        free > 0 && (await maySend(signal))
          ? await getDueUploads(Date.now(), CONCURRENCY + inFlight.size)
          : [];
      for (const upload of due.filter(({ id }) => !inFlight.has(id)).slice(0, free)) {
        inFlight.set(
          upload.id,
          sendOne(sender, upload).finally(() => inFlight.delete(upload.id)),
        );
      }
      if (inFlight.size === 0) return;
      await Promise.race([woken, ...inFlight.values()]);
    }
  } finally {
    // Where one could not be stored, the others are still under way: the next run must not begin beside them.
    await Promise.allSettled(inFlight.values());
  }
}

const maySend = async (signal: AbortSignal): Promise<boolean> =>
  !signal.aborted && isBreakerClosed(await getBreaker(), Date.now());

/** Carries one upload and records how it went. Rejects only where even that cannot be stored. */
async function sendOne(sender: UploadSender, upload: Upload): Promise<void> {
  try {
    await sender.send(upload);
    await recordSuccess();
    void linkPlannedWorkouts(upload.id);
  } catch (thrown) {
    await recordSendProblem(upload, Problem.from(thrown));
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
  await recordFailure(problem);
  // The gate holds back what concerns all; the upload itself is due as soon as it opens.
  const event = {
    type: 'problem',
    problem,
    ...(concernsAllUploads(problem.kind) && { retryInMs: 0 }),
  } as const;
  await updateUpload(id, upload => transition(upload, event, now));
}

async function scheduleNextRun(connected: boolean): Promise<void> {
  const [breaker, dueAt] = await Promise.all([getBreaker(), getNextDueAt()]);
  if (!connected || breaker.paused || breaker.blocked || dueAt === undefined) {
    await browser.alarms.clear(UPLOADS_ALARM);
    return;
  }
  const now = Date.now();
  browser.alarms.create(UPLOADS_ALARM, { when: Math.max(dueAt, getBackoffEnd(breaker, now), now) });
}
