import { browser } from 'wxt/browser';
import { keepAwake } from '../awake.ts';
import { getCredentials } from '../credentials.ts';
import { intervals } from '../intervals/client.ts';
import { Problem } from '../problem.ts';
import { getLimits, takeTurn } from '../turns.ts';
import { concernsAll, follow, getGate, isOpen, wentThrough } from './gate.ts';
import { announce } from './news.ts';
import { type Sender, sender } from './send.ts';
import { changeUpload, changeUploads, dueUploads, nextDueAt } from './store.ts';
import { transition } from './transition.ts';
import type { Upload } from './upload.ts';

/** Name of the alarm that wakes the background for the earliest upload that is due. */
export const OUTBOX_ALARM = 'outbox';

/** Uploads at a time: enough to hide the round trip, few enough to stay a polite client. */
const AT_ONCE = 4;

let running: Promise<void> | undefined;
let wanted = false;
let poke: () => void = () => undefined;
let stopper = new AbortController();

/**
 * Sends everything that may be sent now, and sets the alarm for what may be sent later. Only the background calls this;
 * calls while it is at work make it look again.
 */
export function drain(): Promise<void> {
  wanted = true;
  poke();
  running ??= keepAwake(runWhileWanted());
  return running;
}

async function runWhileWanted(): Promise<void> {
  try {
    while (wanted) {
      wanted = false;
      await run();
    }
  } finally {
    // In the same breath as the last look at `wanted`, so that no call falls between.
    running = undefined;
  }
}

/** Cuts every request off, for the account is about to change. Resolves when nothing is under way any more. */
export async function stopDraining(): Promise<void> {
  stopper.abort();
  await running;
  stopper = new AbortController();
}

let recovered: Promise<void> | undefined;

/** The worker that sent these is gone. Sending the same bytes again is safe: Intervals.icu knows a file by its hash. */
export async function recoverInterrupted(now = Date.now()): Promise<void> {
  const count = await changeUploads(['sending'], upload => transition(upload, { type: 'interrupted' }, now));
  if (count > 0) announce();
}

async function run(): Promise<void> {
  // Once in a worker's life, and before it sends anything itself.
  recovered ??= recoverInterrupted();
  await recovered;
  const credentials = await getCredentials();
  if (credentials) {
    // Should this worker die in the middle, the alarm wakes its successor. Half a minute is the least that Chromium allows.
    browser.alarms.create(OUTBOX_ALARM, { delayInMinutes: 0.5, periodInMinutes: 0.5 });
    const { uploadMs } = await getLimits();
    const client = intervals({
      key: credentials.key,
      signal: stopper.signal,
      turn: takeTurn,
      ...(uploadMs !== undefined && { uploadMs }),
    });
    await sendAllDue(sender(client, credentials.athlete.id));
  }
  await setAlarm(credentials !== undefined);
}

async function sendAllDue(carrier: Sender): Promise<void> {
  const underWay = new Map<string, Promise<unknown>>();
  for (;;) {
    const { promise: poked, resolve } = Promise.withResolvers<void>();
    poke = resolve;
    const free = AT_ONCE - underWay.size;
    const due = free > 0 && (await mayGo()) ? await dueUploads(Date.now(), AT_ONCE + underWay.size) : [];
    for (const upload of due.filter(({ id }) => !underWay.has(id)).slice(0, free)) {
      underWay.set(
        upload.id,
        carry(carrier, upload).finally(() => underWay.delete(upload.id)),
      );
    }
    if (underWay.size === 0) return;
    await Promise.race([poked, ...underWay.values()]);
  }
}

const mayGo = async (): Promise<boolean> => !stopper.signal.aborted && isOpen(await getGate(), Date.now());

/** Carries one upload and records how it went. Rejects only where even that cannot be stored. */
async function carry(carrier: Sender, upload: Upload): Promise<void> {
  try {
    await carrier.carry(upload);
    await wentThrough();
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
  const event = { type: 'problem', problem, ...(concernsAll(problem.kind) && { retryInMs: 0 }) } as const;
  await changeUpload(id, upload => transition(upload, event, now));
}

async function setAlarm(connected: boolean): Promise<void> {
  const [gate, dueAt] = await Promise.all([getGate(), nextDueAt()]);
  if (!connected || gate.paused || gate.stopped || dueAt === undefined) {
    await browser.alarms.clear(OUTBOX_ALARM);
    return;
  }
  browser.alarms.create(OUTBOX_ALARM, { when: Math.max(dueAt, gate.waiting?.until ?? 0, Date.now()) });
}
