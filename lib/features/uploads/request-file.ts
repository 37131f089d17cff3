import { toSafeFileName } from '../../formats/file-names.ts';
import { inspectFile } from '../../formats/recordings/inspect-file.ts';
import { notifyChanged } from '../../platform/change-events.ts';
import { Problem } from '../../platform/problem.ts';
import { requireAthleteId } from '../../services/intervals/credentials.ts';
import { createUpload, createUploadWithoutFile } from './create-upload.ts';
import { uploadQueue } from './queue-runner.ts';
import { uploadSettings } from './settings.ts';
import { transition } from './transition.ts';
import { lacksFile, type Upload } from './upload.ts';
import { addUpload, getCurrentBatch, getUpload } from './upload-store.ts';

/** A finished download that seems to be a recording, but whose bytes cannot be read. */
export interface UnreadableDownload {
  name: string;
  /** Bytes; 0 if unknown. */
  size: number;
  /** Identifies this download. */
  key: string;
}

/** Adds an upload that asks the user for its file. @throws {Problem} `not-connected` */
export async function requestFile({ name, size, key }: UnreadableDownload): Promise<void> {
  const upload = await createUploadWithoutFile(key, {
    athlete: await requireAthleteId(),
    name: toSafeFileName(name),
    size,
    origin: { via: 'download', automatic: true },
    batch: await getCurrentBatch(),
    state: { name: 'held', why: 'needs-file' },
  });
  await addUpload(upload, undefined, known => known);
  notifyChanged();
}

/**
 * Gives an upload that asks for its file the one that the user chose: the upload gets its bytes and its name.
 * @throws {Problem} `not-a-recording`; the upload still asks for its file
 */
export async function provideFile(id: string, file: File): Promise<void> {
  const requesting = await getUpload(id);
  if (!requesting || !lacksFile(requesting)) return;
  const { reviewBeforeSending: review } = await uploadSettings.get();
  const origin = { via: requesting.origin.via, automatic: false };
  const context = { athlete: requesting.athlete, origin, batch: await getCurrentBatch(), review };
  // An archive may contain several recordings: the first replaces this upload, the others become uploads of their own.
  let rowId: string | undefined = id;
  for await (const finding of inspectFile(file)) {
    if (finding.verdict !== 'recording') continue;
    const created = await createUpload(finding, file, context);
    const upload: Upload = rowId === undefined ? created : { ...created, id: rowId };
    const known = (there: Upload) => transition(there, { type: 'came-again', upload }, upload.addedAt);
    await addUpload(upload, finding.file, known, rowId);
    rowId = undefined;
  }
  if (rowId !== undefined) throw new Problem('not-a-recording');
  notifyChanged();
  void uploadQueue.trigger();
}
