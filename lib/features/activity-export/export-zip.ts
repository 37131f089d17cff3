import { downloadZip } from 'client-zip';
import { concatBytes } from '../../platform/bytes.ts';
import { Problem } from '../../platform/problem.ts';
import type { ActivityExport } from './activity-export.ts';
import { getExportFile, listExportItems } from './export-store.ts';

/**
 * The browser's private disk: a zip of a thousand files is written there as a stream, and handed out from there. So no more than
 * one of its files is in memory at a time, in every browser and without a question.
 */
const ZIP_DIRECTORY = 'zips';

export type GetZipDirectory = () => Promise<FileSystemDirectoryHandle>;

export const getZipDirectory: GetZipDirectory = async () =>
  await (await navigator.storage.getDirectory()).getDirectoryHandle(ZIP_DIRECTORY, { create: true });

/** Packs what was fetched, oldest activity last. @throws {Problem} `storage-full`, `stopped` */
export async function writeExportZip(
  { id }: ActivityExport,
  getDirectory: GetZipDirectory,
  signal: AbortSignal,
): Promise<void> {
  const items = await listExportItems('done');
  async function* entries() {
    for (const { order, name = '', activity } of items) {
      const input = await getExportFile(order);
      if (input) yield { name, input, lastModified: new Date(activity.start ?? Date.now()) };
    }
  }
  try {
    await deleteExportZips(getDirectory, id);
    const file = await (await getDirectory()).getFileHandle(id, { create: true });
    const { body } = downloadZip(entries());
    await body?.pipeThrough(mergeChunks()).pipeTo(await file.createWritable(), { signal });
  } catch (thrown) {
    if (signal.aborted) throw new Problem('stopped');
    const isFull = thrown instanceof Error && thrown.name === 'QuotaExceededError';
    throw isFull ? new Problem('storage-full', {}, { cause: thrown }) : Problem.from(thrown);
  }
}

/** Enough for the way to the disk to cost nothing beside the writing. */
const CHUNK_BYTES = 1_000_000;

/** Large pieces of many small ones: each write goes to another process and back. */
function mergeChunks(): TransformStream<Uint8Array, Uint8Array<ArrayBuffer>> {
  let chunks: Uint8Array[] = [];
  let size = 0;
  return new TransformStream({
    transform(chunk, controller) {
      chunks.push(chunk);
      size += chunk.length;
      if (size < CHUNK_BYTES) return;
      controller.enqueue(concatBytes(chunks));
      chunks = [];
      size = 0;
    },
    flush: controller => controller.enqueue(concatBytes(chunks)),
  });
}

/** The zip of a download that is done. */
export const getExportZip = async ({ id }: ActivityExport, getDirectory = getZipDirectory): Promise<File> =>
  await (await (await getDirectory()).getFileHandle(id)).getFile();

/** Removes every zip but that of this download. */
export async function deleteExportZips(getDirectory: GetZipDirectory, download?: string): Promise<void> {
  const zips = await getDirectory();
  for await (const name of zips.keys()) if (name !== download) await zips.removeEntry(name).catch(ignoreNotFound);
}

/** Somebody was faster. */
function ignoreNotFound(thrown: unknown): void {
  if (!(thrown instanceof Error) || thrown.name !== 'NotFoundError') throw thrown;
}
