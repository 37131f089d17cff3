import { downloadZip } from 'client-zip';
import { joined } from '../files/bytes.ts';
import { Problem } from '../problem.ts';
import type { Download } from './download.ts';
import { getFile, itemsIn } from './store.ts';

/**
 * The browser's private disk: a zip of a thousand files is written there as a stream, and handed out from there. So no more than
 * one of its files is in memory at a time, in every browser and without a question.
 */
const ZIPS = 'zips';

export type ZipFolder = () => Promise<FileSystemDirectoryHandle>;

export const zipFolder: ZipFolder = async () =>
  await (await navigator.storage.getDirectory()).getDirectoryHandle(ZIPS, { create: true });

/** Packs what was fetched, oldest activity last. @throws {Problem} `storage-full`, `stopped` */
export async function packZip({ id }: Download, folder: ZipFolder, signal: AbortSignal): Promise<void> {
  const items = await itemsIn('done');
  async function* entries() {
    for (const { order, name = '', activity } of items) {
      const input = await getFile(order);
      if (input) yield { name, input, lastModified: new Date(activity.start ?? Date.now()) };
    }
  }
  try {
    await forgetZips(folder, id);
    const file = await (await folder()).getFileHandle(id, { create: true });
    const { body } = downloadZip(entries());
    await body?.pipeThrough(gathered()).pipeTo(await file.createWritable(), { signal });
  } catch (thrown) {
    if (signal.aborted) throw new Problem('stopped');
    const isFull = thrown instanceof Error && thrown.name === 'QuotaExceededError';
    throw isFull ? new Problem('storage-full', {}, { cause: thrown }) : Problem.from(thrown);
  }
}

/** Enough for the way to the disk to cost nothing beside the writing. */
const PIECE_BYTES = 1_000_000;

/** Large pieces of many small ones: each write goes to another process and back. */
function gathered(): TransformStream<Uint8Array, Uint8Array<ArrayBuffer>> {
  let chunks: Uint8Array[] = [];
  let size = 0;
  return new TransformStream({
    transform(chunk, controller) {
      chunks.push(chunk);
      size += chunk.length;
      if (size < PIECE_BYTES) return;
      controller.enqueue(joined(chunks));
      chunks = [];
      size = 0;
    },
    flush: controller => controller.enqueue(joined(chunks)),
  });
}

/** The zip of a download that is done. */
export const zipOf = async ({ id }: Download, folder = zipFolder): Promise<File> =>
  await (await (await folder()).getFileHandle(id)).getFile();

/** Removes every zip but that of this download. */
export async function forgetZips(folder: ZipFolder, download?: string): Promise<void> {
  const zips = await folder();
  for await (const name of zips.keys()) if (name !== download) await zips.removeEntry(name).catch(ifGone);
}

/** Somebody was faster. */
function ifGone(thrown: unknown): void {
  if (!(thrown instanceof Error) || thrown.name !== 'NotFoundError') throw thrown;
}
