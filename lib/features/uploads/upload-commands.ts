import { isSystemFile } from '../../formats/file-names.ts';
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

/** The result of adding files. */
export interface AddResult {
  /** Uploads that are new in the outbox. */
  added: number;
  /** Files that were already in the outbox, and were queued again unless they came automatically. */
  known: number;
  /** Members of archives that are not recordings, and were skipped. */
  skipped: number;
  /** The uploads of the files, in order: added and known ones. */
  ids: string[];
  /** Files that could not be stored, or archives that could not be stored completely. */
  failed: { name: string; problem: PlainProblem }[];
}

/**
 * Adds files to the outbox, from any source. Each recording in them becomes an upload of its own, stored with its bytes before
 * the next is read.
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

/** Whether files are being read: the newest batch may still grow, even if it looks done. */
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
    if ((automatic && isIrrelevant(finding)) || isSidecar(finding)) result.skipped += 1;
    else if (finding.verdict === 'not-a-recording' && finding.archive !== undefined) {
      skipped ??= finding;
      result.skipped += 1;
    } else {
      // An id identifies one activity: with it, every leg of a multisport day would be taken for the first one.
      const { externalId: _, ...site } = context.site ?? {};
      const facts = result.ids.length === 0 ? context : { ...context, site };
      await storeUpload(await createUpload(finding, file, facts), finding.file, result);
      storedCount += 1;
    }
  }
  // The user chose an archive, so the list shows its result, even if it contained nothing to send.
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

/** Neither a recording nor a damaged one: it is skipped if it came automatically. */
const isIrrelevant = (finding: InspectedFile): boolean =>
  finding.verdict === 'not-a-recording' || (finding.verdict === 'broken' && finding.format === undefined);

/** A file of the operating system, by its name or by its content: nobody wants to hear of it. */
const isSidecar = (finding: InspectedFile): boolean =>
  isSystemFile(finding.name) || (finding.verdict === 'not-a-recording' && finding.fileKind === 'system-file');

async function storeUpload(upload: Upload, bytes: Blob | undefined, result: AddResult): Promise<void> {
  const { upload: stored, isNew } = await addUpload(upload, bytes, known =>
    // The page and the browser both report the same download, so this is not a request to send it again.
    upload.origin.automatic ? known : transition(known, toReAddedEvent(upload), upload.addedAt),
  );
  result[isNew ? 'added' : 'known'] += 1;
  result.ids.push(stored.id);
  notifyChanged();
  // The user chooses among the planned workouts during the review, before the upload is sent.
  if (needsInput(stored, 'review')) void linkPlannedWorkouts(stored.id);
  void uploadQueue.trigger();
}

/** Queues uploads again, due now. */
export async function retryUploads(ids: string[]): Promise<void> {
  await retryApiNow();
  for (const id of ids) await applyEvent(id, { type: 'retry' });
}

/** Sends an upload despite what the checks found; to another athlete only if that was the question. @throws {Problem} */
export async function sendAnyway(id: string): Promise<void> {
  const athlete = await requireAthleteId();
  const upload = await getUpload(id);
  const canReassign = upload && needsInput(upload, 'account-changed');
  const existing = canReassign && (await findUploadByDigest(athlete, upload.digest));
  // If the file was added for both athletes, the upload of the connected athlete is used and the other removed.
  if (existing && existing.id !== id) await removeUploads([id]);
  await applyEvent(existing ? existing.id : id, { type: 'send-anyway', athlete });
}

/** What the user enters about a recording before it is sent. */
export interface UploadReview {
  title: string;
  description: string;
  /** The planned workout that it completes; Intervals.icu decides if absent. */
  pairWith?: number | undefined;
}

/** Sends a recording that waited for its name and description. */
export async function sendReviewed(id: string, { title, description, pairWith }: UploadReview): Promise<void> {
  await applyEvent(id, {
    type: 'reviewed',
    title: title.trim(),
    description: description.trim(),
    ...(pairWith !== undefined && { pairWith }),
  });
}

/** Removes uploads from the outbox, with their bytes; those that are being sent stay. Nothing is deleted on Intervals.icu. */
export async function removeUploads(ids: string[]): Promise<void> {
  await deleteUploads(ids);
  notifyChanged();
}

/** Removes all finished uploads from the list. Nothing is deleted on Intervals.icu. Returns how many were removed. */
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

/** Ends the pauses between tries: the user asks, or the network is back. */
export async function retryUploadsNow(): Promise<void> {
  if ((await makeAllDue()) > 0) notifyChanged();
}

/** Returns how many uploads became due. */
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
