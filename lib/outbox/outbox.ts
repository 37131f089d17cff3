import { keepAwake } from '../awake.ts';
import { expectAthlete } from '../credentials.ts';
import { findings } from '../files/inspect.ts';
import type { Finding } from '../files/recording.ts';
import { announce } from '../news.ts';
import { type PlainProblem, Problem } from '../problem.ts';
import { getSettings } from '../settings.ts';
import { drain } from './drain.ts';
import { setPaused, tryAgain } from './gate.ts';
import { type Circumstances, cameAgain, newUpload, type SiteFacts } from './new-upload.ts';
import { notePlans } from './plans.ts';
import {
  addUpload,
  changeUpload,
  changeUploads,
  currentBatch,
  findUpload,
  getUpload,
  removeUploads,
  sweep,
} from './store.ts';
import { transition } from './transition.ts';
import { isHeldFor, type Origin, type Upload, type UploadEvent } from './upload.ts';

/** What became of files that were added. */
export interface Added {
  /** Uploads that are in the outbox now and were not before. */
  added: number;
  /** Files that were in the outbox already and came to life again. */
  known: number;
  /** Members of archives that are no recordings, passed over. */
  passedOver: number;
  /** The uploads that the files became, in their order: added and known ones. */
  ids: string[];
  /** Files that could not be stored, or archives that could not be stored to their end. */
  lost: { name: string; problem: PlainProblem }[];
}

/**
 * Puts files into the outbox: every door ends here. Each recording in them becomes an upload of its own, stored with its
 * bytes before the next is read.
 * @throws {Problem} `not-connected`
 */
export function add(files: File[], origin: Origin, site: SiteFacts = {}): Promise<Added> {
  adding += 1;
  return keepAwake(addAll(files, origin, site)).finally(() => {
    adding -= 1;
    announce();
  });
}

let adding = 0;

/** Whether files are being read now: the newest batch may still grow, however done it looks. */
export const isAdding = (): boolean => adding > 0;

async function addAll(files: File[], origin: Origin, site: SiteFacts): Promise<Added> {
  const athlete = site.athlete ?? (await expectAthlete());
  const { reviewBeforeSending } = await getSettings();
  const batch = site.batch ?? (await currentBatch());
  const result: Added = { added: 0, known: 0, passedOver: 0, ids: [], lost: [] };
  for (const file of files) {
    try {
      await addFile(file, { athlete, origin, batch, review: reviewBeforeSending, site }, result);
    } catch (thrown) {
      result.lost.push({ name: file.name, problem: Problem.from(thrown).toPlain() });
    }
  }
  return result;
}

async function addFile(file: File, circumstances: Circumstances, result: Added): Promise<void> {
  const { automatic } = circumstances.origin;
  let passedOver: Extract<Finding, { verdict: 'not-a-recording' }> | undefined;
  let kept = 0;
  for await (const finding of findings(file)) {
    if (automatic && isNothing(finding)) result.passedOver += 1;
    else if (finding.verdict === 'not-a-recording' && finding.archive !== undefined) {
      passedOver ??= finding;
      result.passedOver += 1;
    } else {
      // An id names one activity: the legs of a multisport day would pass for the first one of them.
      const { externalId: _, ...site } = circumstances.site ?? {};
      const facts = result.ids.length === 0 ? circumstances : { ...circumstances, site };
      await keep(await newUpload(finding, file, facts), finding.file, result);
      kept += 1;
    }
  }
  // Whoever chose an archive should see what became of it, even if there was nothing to send in it.
  if (kept === 0 && passedOver) {
    const whole: Finding = { verdict: 'not-a-recording', name: file.name, what: passedOver.what, file };
    await keep(await newUpload(whole, file, circumstances), file, result);
  }
}

/** Neither a recording nor a damaged one: what came by itself is passed over then. */
const isNothing = (finding: Finding): boolean =>
  finding.verdict === 'not-a-recording' || (finding.verdict === 'broken' && finding.format === undefined);

async function keep(upload: Upload, bytes: Blob | undefined, result: Added): Promise<void> {
  const { upload: kept, isNew } = await addUpload(upload, bytes, known =>
    // The page and the browser both tell of one download. Nobody asked for it once more.
    upload.origin.automatic ? known : transition(known, cameAgain(upload), upload.addedAt),
  );
  result[isNew ? 'added' : 'known'] += 1;
  result.ids.push(kept.id);
  announce();
  // Whoever reviews it chooses among them before it is sent.
  if (isHeldFor(kept, 'review')) void notePlans(kept.id);
  void drain();
}

/** Queues uploads once more, now. */
export async function retry(ids: string[]): Promise<void> {
  await tryAgain();
  for (const id of ids) await change(id, { type: 'retry' });
}

/** Sends an upload whatever was found about it; to another athlete only where that was asked. @throws {Problem} */
export async function sendAnyway(id: string): Promise<void> {
  const athlete = await expectAthlete();
  const upload = await getUpload(id);
  const mayMove = upload && isHeldFor(upload, 'account-changed');
  const twin = mayMove && (await findUpload(athlete, upload.digest));
  // Added for one athlete and then for the other: the row of the one who is connected speaks for both.
  if (twin && twin.id !== id) await remove([id]);
  await change(twin ? twin.id : id, { type: 'send-anyway', athlete });
}

/** What a person says of a recording before it is sent. */
export interface Review {
  title: string;
  description: string;
  /** The planned workout that it is the doing of; Intervals.icu decides when absent. */
  pairWith?: number | undefined;
}

/** Sends a recording that waited for its name and description. */
export async function sendReviewed(id: string, { title, description, pairWith }: Review): Promise<void> {
  await change(id, {
    type: 'reviewed',
    title: title.trim(),
    description: description.trim(),
    ...(pairWith !== undefined && { pairWith }),
  });
}

/**
 * Takes uploads out of the outbox, with their bytes; those that are being sent this moment stay.
 * What is on Intervals.icu stays there.
 */
export async function remove(ids: string[]): Promise<void> {
  await removeUploads(ids);
  announce();
}

/** Takes everything off the list that is done. What is on Intervals.icu stays there. Returns how many rows went. */
export async function clearHistory(): Promise<number> {
  const cleared = await sweep(Number.POSITIVE_INFINITY);
  announce();
  return cleared;
}

export async function pause(): Promise<void> {
  await setPaused(true);
  announce();
}

export async function resume(): Promise<void> {
  await setPaused(false);
  await hurry();
  announce();
}

/** What waits for its next try need not wait: a person asks, or the network is back. */
export async function tryNow(): Promise<void> {
  if ((await hurry()) > 0) announce();
}

/** Returns how many uploads need not wait any more. */
async function hurry(): Promise<number> {
  const now = Date.now();
  await tryAgain();
  const hurried = await changeUploads(['queued'], upload => transition(upload, { type: 'hurried' }, now));
  void drain();
  return hurried;
}

async function change(id: string, event: UploadEvent): Promise<void> {
  await changeUpload(id, upload => transition(upload, event, Date.now()));
  announce();
  void drain();
}
