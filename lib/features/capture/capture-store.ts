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

/** Downloaded files with recordings that a person is asked about: all since their last answer. */
export interface CaptureQuestion {
  id: string;
  /** The athlete whom the question names as the one they go to. */
  athlete: string;
  files: { file: File; digest: string }[];
}

interface CaptureSchema extends DBSchema {
  'download-starts': { key: number; value: unknown };
  'page-files': { key: number; value: unknown };
  questions: { key: string; value: unknown };
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

const questionRows = defineRows<CaptureQuestion>(
  'capture: questions',
  z.looseObject({
    id: text,
    athlete: text,
    files: z.array(z.looseObject({ file: z.instanceof(File), digest: text })),
  }),
);

/** On disk, because the worker may end during a download, or before a question is answered. */
const { database } = lazyDatabase<CaptureSchema>('musette-capture', 1, db => {
  db.createObjectStore('download-starts', { keyPath: 'id' });
  db.createObjectStore('page-files', { autoIncrement: true });
  db.createObjectStore('questions', { keyPath: 'id' });
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

/**
 * Adds a file to the open question for this athlete, or to a new one with this id: a season of downloads is one question. Returns
 * the question; undefined if it already contains the same bytes.
 */
export async function addToQuestion(
  id: string,
  athlete: string,
  file: File,
  digest: string,
): Promise<CaptureQuestion | undefined> {
  const tx = (await database()).transaction('questions', 'readwrite');
  const open = questionRows.parseAll(await tx.store.getAll()).find(question => question.athlete === athlete);
  const { files, ...rest } = open ?? { id, athlete, files: [] };
  const isNew = files.every(other => other.digest !== digest);
  const question = { ...rest, files: [...files, { file, digest }] };
  if (isNew) await tx.store.put(question);
  await tx.done;
  return isNew ? question : undefined;
}

/** Deletes and returns a question. */
export async function takeCaptureQuestion(id: string): Promise<CaptureQuestion | undefined> {
  const tx = (await database()).transaction('questions', 'readwrite');
  const question = questionRows.parse(await tx.store.get(id));
  if (question) await tx.store.delete(id);
  await tx.done;
  return question;
}

/** Called when the browser starts: its earlier downloads have ended, and its notifications are gone. */
export async function clearCaptureStore(): Promise<void> {
  const tx = (await database()).transaction(['download-starts', 'page-files', 'questions'], 'readwrite');
  await Promise.all([
    tx.objectStore('download-starts').clear(),
    tx.objectStore('page-files').clear(),
    tx.objectStore('questions').clear(),
    tx.done,
  ]);
}
