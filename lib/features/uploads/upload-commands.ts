import { inspectFile } from '../../formats/recordings/inspect-file.ts';
import type { InspectedFile } from '../../formats/recordings/recording.ts';
import { notifyChanged } from '../../platform/change-events.ts';
import { withKeepAlive } from '../../platform/keep-alive.ts';
import { type PlainProblem, Problem } from '../../platform/problem.ts';
import { retryApiNow, setUploadsPaused } from '../../services/intervals/circuit-breaker.ts';
import { requireAthleteId } from '../../services/intervals/credentials.ts';
import { type ActivityFacts, createUpload, toReAddedEvent, type UploadContext } from './create-upload.ts';
import { linkPlannedWorkouts } from './link-planned-workouts.ts';
import { uploadQueue } from './queue-runner.ts';
import { uploadSettings } from './settings.ts';
import { transition } from './transition.ts';
import { needsInput, type Upload, type UploadEvent, type UploadOrigin } from './upload.ts';
import {
  addUpload,
  deleteFinishedUploads,
  deleteUploads,
  findUploadByDigest,
  getCurrentBatch,
  getUpload,
  updateUpload,
  updateUploads,
} from './upload-store.ts';

/** What became of files that were added. */
export interface AddResult {
  /** Uploads that are in the outbox now and were not before. */
  added: number;
  /** Files that were in the outbox already and came to life again. */
  known: number;
  /** Members of archives that are no recordings, passed over. */
  skipped: number;
  /** The uploads that the files became, in their order: added and known ones. */
  ids: string[];
  /** Files that could not be stored, or archives that could not be stored to their end. */
  failed: { name: string; problem: PlainProblem }[];
}

/**
 * Puts files into the outbox: every door ends here. Each recording in them becomes an upload of its own, stored with its
 * bytes before the next is read.
 * @throws {Problem} `not-connected`
 */
export function addFiles(files: File[], origin: UploadOrigin, site: ActivityFacts = {}): Promise<AddResult> {
  addsInProgress += 1;
  return withKeepAlive(addAll(files, origin, site)).finally(() => {
    addsInProgress -= 1;
    notifyChanged();
  });
}

let addsInProgress = 0;

/** Whether files are being read now: the newest batch may still grow, however done it looks. */
export const isAdding = (): boolean => addsInProgress > 0;

async function addAll(files: File[], origin: UploadOrigin, site: ActivityFacts): Promise<AddResult> {
  const athlete = site.athlete ?? (await requireAthleteId());
  const { reviewBeforeSending } = await uploadSettings.get();
  const batch = site.batch ?? (await getCurrentBatch());
  const result: AddResult = { added: 0, known: 0, skipped: 0, ids: [], failed: [] };
  for (const file of files) {
    try {
      await addFile(file, { athlete, origin, batch, review: reviewBeforeSending, site }, result);
    } catch (thrown) {
      result.failed.push({ name: file.name, problem: Problem.from(thrown).toPlain() });
    }
  }
  return result;
}

async function addFile(file: File, context: UploadContext, result: AddResult): Promise<void> {
  const { automatic } = context.origin;
  let skipped: Extract<InspectedFile, { verdict: 'not-a-recording' }> | undefined;
  let storedCount = 0;
  for await (const finding of inspectFile(file)) {
    if (automatic && isIrrelevant(finding)) result.skipped += 1;
    else if (finding.verdict === 'not-a-recording' && finding.archive !== undefined) {
      skipped ??= finding;
      result.skipped += 1;
    } else {
      // An id names one activity: the legs of a multisport day would pass for the first one of them.
      const { externalId: _, ...site } = context.site ?? {};
      const facts = result.ids.length === 0 ? context : { ...context, site };
      await storeUpload(await createUpload(finding, file, facts), finding.file, result);
      storedCount += 1;
    }
  }
  // Whoever chose an archive should see what became of it, even if there was nothing to send in it.
  if (storedCount === 0 && skipped) {
    const asWhole: InspectedFile = {
      verdict: 'not-a-recording',
      name: file.name,
      fileKind: skipped.fileKind,
      file,
    };
    await storeUpload(await createUpload(asWhole, file, context), file, result);
  }
}

/** Neither a recording nor a damaged one: what came by itself is passed over then. */
const isIrrelevant = (finding: InspectedFile): boolean =>
  finding.verdict === 'not-a-recording' || (finding.verdict === 'broken' && finding.format === undefined);

async function storeUpload(upload: Upload, bytes: Blob | undefined, result: AddResult): Promise<void> {
  const { upload: stored, isNew } = await addUpload(upload, bytes, known =>
    // The page and the browser both tell of one download. Nobody asked for it once more.
    upload.origin.automatic ? known : transition(known, toReAddedEvent(upload), upload.addedAt),
  );
  result[isNew ? 'added' : 'known'] += 1;
  result.ids.push(stored.id);
  notifyChanged();
  // Whoever reviews it chooses among them before it is sent.
  if (needsInput(stored, 'review')) void linkPlannedWorkouts(stored.id);
  void uploadQueue.trigger();
}

/** Queues uploads once more, now. */
export async function retryUploads(ids: string[]): Promise<void> {
  await retryApiNow();
  for (const id of ids) await applyEvent(id, { type: 'retry' });
}

/** Sends an upload whatever was found about it; to another athlete only where that was asked. @throws {Problem} */
export async function sendAnyway(id: string): Promise<void> {
  const athlete = await requireAthleteId();
  const upload = await getUpload(id);
  const canReassign = upload && needsInput(upload, 'account-changed');
  const existing = canReassign && (await findUploadByDigest(athlete, upload.digest));
  // Added for one athlete and then for the other: the row of the one who is connected speaks for both.
  if (existing && existing.id !== id) await removeUploads([id]);
  await applyEvent(existing ? existing.id : id, { type: 'send-anyway', athlete });
}

/** What a person says of a recording before it is sent. */
export interface UploadReview {
  title: string;
  description: string;
  /** The planned workout that it is the doing of; Intervals.icu decides when absent. */
  pairWith?: number | undefined;
}

/** Sends a recording that waited for its name and description. */
export async function sendReviewed(
  id: string,
  { title, description, pairWith }: UploadReview,
): Promise<void> {
  await applyEvent(id, {
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
export async function removeUploads(ids: string[]): Promise<void> {
  await deleteUploads(ids);
  notifyChanged();
}

/** Takes everything off the list that is done. What is on Intervals.icu stays there. Returns how many rows went. */
export async function clearHistory(): Promise<number> {
  const cleared = await deleteFinishedUploads(Number.POSITIVE_INFINITY);
  notifyChanged();
  return cleared;
}

export async function pauseUploads(): Promise<void> {
  await setUploadsPaused(true);
  notifyChanged();
}

export async function resumeUploads(): Promise<void> {
  await setUploadsPaused(false);
  await makeAllDue();
  notifyChanged();
}

/** What waits for its next try need not wait: a person asks, or the network is back. */
export async function retryUploadsNow(): Promise<void> {
  if ((await makeAllDue()) > 0) notifyChanged();
}

/** Returns how many uploads need not wait any more. */
async function makeAllDue(): Promise<number> {
  const now = Date.now();
  await retryApiNow();
  const changed = await updateUploads(['queued'], upload => transition(upload, { type: 'hurried' }, now));
  void uploadQueue.trigger();
  return changed;
}

async function applyEvent(id: string, event: UploadEvent): Promise<void> {
  await updateUpload(id, upload => transition(upload, event, Date.now()));
  notifyChanged();
  void uploadQueue.trigger();
}
