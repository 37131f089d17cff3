import type { DBSchema } from 'idb';
import * as z from 'zod/mini';
import { lazyDatabase } from '../../platform/database.ts';
import { defineRows, momentSchema } from '../../platform/stored-rows.ts';
import type { DownloadStart, PageFileInfo } from './browser-download.ts';
import { MAX_PAGE_FILE_BYTES, MAX_PAGE_FILES, PAGE_FILE_TTL_MS } from './capture-limits.ts';

/** A file that a page reported, until its download is found. */
export interface PageFile extends PageFileInfo {
  name: string;
  bytes: Blob;
}

interface CaptureSchema extends DBSchema {
  'download-starts': { key: number; value: unknown };
  'page-files': { key: number; value: unknown };
}

const text = z.string();

const startRows = defineRows<DownloadStart>(
  'capture: download-starts',
  z.looseObject({ id: z.int(), atMs: momentSchema }),
);

const pageFileRows = defineRows<PageFile>(
  'capture: page-files',
  z.looseObject({
    name: text,
    bytes: z.instanceof(Blob),
    how: z.enum(['click', 'fetch']),
    url: text,
    pageHost: text,
    size: z.number(),
    atMs: momentSchema,
  }),
);

/** On disk, because the worker may end during a download. */
const { database } = lazyDatabase<CaptureSchema>('musette-capture', 1, db => {
  db.createObjectStore('download-starts', { keyPath: 'id' });
  db.createObjectStore('page-files', { autoIncrement: true });
});

export async function saveDownloadStart(start: DownloadStart): Promise<void> {
  await (await database()).put('download-starts', start);
}

/** Deletes and returns the start of a download; undefined if it was taken before. */
export async function takeDownloadStart(id: number): Promise<DownloadStart | undefined> {
  const tx = (await database()).transaction('download-starts', 'readwrite');
  const start = startRows.parse(await tx.store.get(id));
  if (start) await tx.store.delete(id);
  await tx.done;
  return start;
}

/** Stores a reported file, and deletes those that are too old or too many. */
export async function savePageFile(file: PageFile): Promise<void> {
  const tx = (await database()).transaction('page-files', 'readwrite');
  await tx.store.add(file);
  let remaining = MAX_PAGE_FILES;
  let bytes = 2 * MAX_PAGE_FILE_BYTES;
  for (let cursor = await tx.store.openCursor(null, 'prev'); cursor; cursor = await cursor.continue()) {
    remaining -= 1;
    const { size = 0, atMs = Number.NEGATIVE_INFINITY } = pageFileRows.parse(cursor.value) ?? {};
    bytes -= size;
    if (remaining < 0 || bytes < 0 || file.atMs - atMs > PAGE_FILE_TTL_MS) await cursor.delete();
  }
  await tx.done;
}

/** Deletes and returns the newest reported file that matches. */
export async function takePageFile(matches: (file: PageFileInfo) => boolean): Promise<PageFile | undefined> {
  const tx = (await database()).transaction('page-files', 'readwrite');
  let cursor = await tx.store.openCursor(null, 'prev');
  const find = (stored: unknown): PageFile | undefined => {
    const file = pageFileRows.parse(stored);
    return file && matches(file) ? file : undefined;
  };
  while (cursor && !find(cursor.value)) cursor = await cursor.continue();
  const file = find(cursor?.value);
  await cursor?.delete();
  await tx.done;
  return file;
}

/** Called when the browser starts: its earlier downloads have ended. */
export async function clearCaptureStore(): Promise<void> {
  const tx = (await database()).transaction(['download-starts', 'page-files'], 'readwrite');
  await Promise.all([tx.objectStore('download-starts').clear(), tx.objectStore('page-files').clear(), tx.done]);
}
