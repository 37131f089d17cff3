import { browser } from 'wxt/browser';
import { noteWritten } from '../changes/note.ts';
import { getCredentials } from '../credentials.ts';
import { intervals } from '../intervals/client.ts';
import { line } from '../line.ts';
import { announce } from '../news.ts';
import { Problem } from '../problem.ts';
import { getLimits, takeTurn } from '../turns.ts';
import { waitsUntil } from '../wait.ts';
import { whileWanted } from '../while-wanted.ts';
import { concernsAllUploads, follow, getGate, isOpen, wentThrough } from './gate.ts';
import { notePlans } from './plans.ts';
import { type Sender, sender } from './send.ts';
import { changeUpload, changeUploads, dueUploads, nextDueAt } from './store.ts';
import { transition } from './transition.ts';
import type { Upload } from './upload.ts';

/** Name of the alarm that wakes the background for the earliest upload that is due. */
export const OUTBOX_ALARM = 'outbox';

/** Uploads at a time: enough to hide the round trip; the request budget keeps us polite. */
const AT_ONCE = 6;

let poke: () => void = () => undefined;
let stopper = new AbortController();
let carrier: Sender | undefined;

/**
 * Sends everything that may be sent now, and sets the alarm for what may be sent later. Only the background calls this;
 * calls while it is at work make it look again. Never rejects: what could not be stored is tried again by the alarm.
 */
export function drain(): Promise<void> {
  poke();
  return sending.want();
}

const sending = whileWanted(run);
const inTurn = line();

/**
 * Changes the account: every request is cut off first, and none begins until `change` is done. One change at a time.
 */
export function whileStopped<Result>(change: () => Promise<Result>): Promise<Result> {
  return inTurn(async () => {
    stopper.abort();
    try {
      await sending.ended();
      return await change();
    } finally {
      stopper = new AbortController();
      void drain();
    }
  });
}

/** What was read of Intervals.icu does not hold any more. */
export const lookAfresh = (): void => carrier?.lookAfresh();

/** Nobody carries these any more. Sending the same bytes again is safe: Intervals.icu knows a file by its hash. */
async function recoverInterrupted(): Promise<void> {
  const now = Date.now();
  const count = await changeUploads(['sending'], upload => transition(upload, { type: 'interrupted' }, now));
  if (count > 0) announce();
}

async function run(): Promise<void> {
  // Taken before the credentials are read: whoever changes them aborts it first.
  const { signal } = stopper;
  // Should this worker die in the middle, the alarm wakes its successor. Half a minute is the least that Chromium allows.
  browser.alarms.create(OUTBOX_ALARM, { delayInMinutes: 0.5, periodInMinutes: 0.5 });
  // Nothing is under way here yet, so whatever says `sending` lost its worker, or could not store its end.
  await recoverInterrupted();
  const credentials = await getCredentials();
  if (credentials) {
    const { uploadMs } = await getLimits();
    const client = intervals({
      access: credentials.access,
      signal,
      turn: takeTurn,
      onWritten: noteWritten(credentials.athlete.id),
      ...(uploadMs !== undefined && { uploadMs }),
    });
    carrier = sender(client, credentials.athlete.id);
    await sendAllDue(carrier, signal);
  }
  await setAlarm(credentials !== undefined);
}

async function sendAllDue(carrier: Sender, signal: AbortSignal): Promise<void> {
  const underWay = new Map<string, Promise<unknown>>();
  try {
    for (;;) {
      const { promise: poked, resolve } = Promise.withResolvers<void>();
      poke = resolve;
      const free = AT_ONCE - underWay.size;
      const due =
        free > 0 && (await mayGo(signal)) ? await dueUploads(Date.now(), AT_ONCE + underWay.size) : [];
      for (const upload of due.filter(({ id }) => !underWay.has(id)).slice(0, free)) {
        underWay.set(
          upload.id,
          carry(carrier, upload).finally(() => underWay.delete(upload.id)),
        );
      }
      if (underWay.size === 0) return;
      await Promise.race([poked, ...underWay.values()]);
    }
  } finally {
    // Where one could not be stored, the others are still under way: the next run must not begin beside them.
    await Promise.allSettled(underWay.values());
  }
}

const mayGo = async (signal: AbortSignal): Promise<boolean> =>
  !signal.aborted && isOpen(await getGate(), Date.now());

/** Carries one upload and records how it went. Rejects only where even that cannot be stored. */
async function carry(carrier: Sender, upload: Upload): Promise<void> {
  try {
    await carrier.carry(upload);
    await wentThrough();
    void notePlans(upload.id);
  } catch (thrown) {
    await recordTrouble(upload, Problem.from(thrown));
  }
  announce();
}

async function recordTrouble({ id }: Upload, thrown: Problem): Promise<void> {
  const now = Date.now();
  const problem = thrown.toPlain();
  if (problem.kind === 'stopped') {
    await changeUpload(id, upload => transition(upload, { type: 'interrupted' }, now));
    return;
  }
  await follow(problem);
  // The gate holds back what concerns all; the upload itself is due as soon as it opens.
  const event = {
    type: 'problem',
    problem,
    ...(concernsAllUploads(problem.kind) && { retryInMs: 0 }),
  } as const;
  await changeUpload(id, upload => transition(upload, event, now));
}

async function setAlarm(connected: boolean): Promise<void> {
  const [gate, dueAt] = await Promise.all([getGate(), nextDueAt()]);
  if (!connected || gate.paused || gate.stopped || dueAt === undefined) {
    await browser.alarms.clear(OUTBOX_ALARM);
    return;
  }
  const now = Date.now();
  browser.alarms.create(OUTBOX_ALARM, { when: Math.max(dueAt, waitsUntil(gate, now), now) });
}
