import type { DBSchema } from 'idb';
import { openedOnce } from '../database.ts';
import type { Begun, Told } from './download.ts';
import { FORGET_HEARD_MS, MAX_HEARD_BYTES, MAX_HEARD_KEPT } from './limits.ts';

/** Bytes that a page told of, waiting for their download. */
export interface Heard extends Told {
  name: string;
  bytes: Blob;
}

/** Files with recordings in them that a person is asked about: all that came since the last answer. */
export interface Question {
  id: string;
  /** Whom the person was told that they would be sent to. */
  athlete: string;
  files: { file: File; digest: string }[];
}

interface CaptureSchema extends DBSchema {
  begun: { key: number; value: Begun };
  heard: { key: number; value: Heard };
  questions: { key: string; value: Question };
}

/** On disk, because the worker may end between the beginning of a download and its end, or before a question is answered. */
const { database } = openedOnce<CaptureSchema>('musette-capture', 1, db => {
  db.createObjectStore('begun', { keyPath: 'id' });
  db.createObjectStore('heard', { autoIncrement: true });
  db.createObjectStore('questions', { keyPath: 'id' });
});

export async function keepBegun(begun: Begun): Promise<void> {
  await (await database()).put('begun', begun);
}

/** Hands a beginning out once: whoever comes second gets nothing. */
export async function takeBegun(id: number): Promise<Begun | undefined> {
  const tx = (await database()).transaction('begun', 'readwrite');
  const begun = await tx.store.get(id);
  if (begun) await tx.store.delete(id);
  await tx.done;
  return begun;
}

/** Keeps what a page told, and lets go of what is too old or too much. */
export async function keepHeard(heard: Heard): Promise<void> {
  const tx = (await database()).transaction('heard', 'readwrite');
  await tx.store.add(heard);
  let left = MAX_HEARD_KEPT;
  let bytes = 2 * MAX_HEARD_BYTES;
  for (let cursor = await tx.store.openCursor(null, 'prev'); cursor; cursor = await cursor.continue()) {
    left -= 1;
    bytes -= cursor.value.size;
    if (left < 0 || bytes < 0 || heard.at - cursor.value.at > FORGET_HEARD_MS) await cursor.delete();
  }
  await tx.done;
}

/** Hands out what was heard last and fits, once. */
export async function takeHeard(fits: (told: Told) => boolean): Promise<Heard | undefined> {
  const tx = (await database()).transaction('heard', 'readwrite');
  let cursor = await tx.store.openCursor(null, 'prev');
  while (cursor && !fits(cursor.value)) cursor = await cursor.continue();
  const heard = cursor?.value;
  await cursor?.delete();
  await tx.done;
  return heard;
}

/**
 * Adds a file to the question that is open for this athlete, or opens one under this id: a season of downloads is one question. Returns
 * it as it then is; undefined where the same bytes are asked about already.
 */
export async function askToo(
  id: string,
  athlete: string,
  file: File,
  digest: string,
): Promise<Question | undefined> {
  const tx = (await database()).transaction('questions', 'readwrite');
  const open = (await tx.store.getAll()).find(question => question.athlete === athlete);
  const { files, ...rest } = open ?? { id, athlete, files: [] };
  const isNew = files.every(other => other.digest !== digest);
  const question = { ...rest, files: [...files, { file, digest }] };
  if (isNew) await tx.store.put(question);
  await tx.done;
  return isNew ? question : undefined;
}

/** Hands a question out once. */
export async function takeQuestion(id: string): Promise<Question | undefined> {
  const tx = (await database()).transaction('questions', 'readwrite');
  const question = await tx.store.get(id);
  if (question) await tx.store.delete(id);
  await tx.done;
  return question;
}

/** The browser starts: downloads of the last time have ended, and its notifications are gone. */
export async function forgetCaptures(): Promise<void> {
  const tx = (await database()).transaction(['begun', 'heard', 'questions'], 'readwrite');
  await Promise.all([
    tx.objectStore('begun').clear(),
    tx.objectStore('heard').clear(),
    tx.objectStore('questions').clear(),
    tx.done,
  ]);
}
