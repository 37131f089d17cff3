import { isNotSending, isUploadDone, needsInput, type Upload, type UploadStateName } from './upload.ts';
import { uploadDatabase, writeUploads } from './upload-database.ts';
import { parseUpload, parseUploads, toFailedRow, toListedUpload } from './upload-rows.ts';

/**
 * Adds an upload with its bytes. If an upload with these bytes exists, it is replaced by what `mergeInto` returns for it. One
 * transaction, on disk before it resolves. `replacedId` is an upload that is removed in the same transaction.
 */
export async function addUpload(
  upload: Upload,
  bytes: Blob | undefined,
  mergeInto: (there: Upload) => Upload,
  replacedId?: string,
): Promise<{ upload: Upload; isNew: boolean }> {
  return await writeUploads(async tx => {
    if (replacedId !== undefined) await tx.objectStore('uploads').delete(replacedId);
    const stored = await tx.objectStore('uploads').index('digest').getKey([upload.athlete, upload.digest]);
    const there = stored === undefined ? undefined : parseUpload(await tx.objectStore('uploads').get(stored));
    // The same bytes can be stored only once: what cannot be read makes room.
    if (stored !== undefined && !there) await tx.objectStore('uploads').delete(stored);
    const next = there ? mergeInto(there) : upload;
    if (next !== there) {
      await tx.objectStore('uploads').put(next);
      if (bytes) await tx.objectStore('bytes').put(bytes, next.id);
    }
    return { upload: next, isNew: there === undefined };
  }, 'strict');
}

/** Changes one upload and returns the result; undefined if it does not exist. Its bytes are deleted as soon as it is done. */
export async function updateUpload(id: string, change: (upload: Upload) => Upload): Promise<Upload | undefined> {
  return await writeUploads(async tx => {
    const uploads = tx.objectStore('uploads');
    const upload = parseUpload(await uploads.get(id));
    if (!upload) return undefined;
    const next = change(upload);
    if (next !== upload) await uploads.put(next);
    if (isUploadDone(next)) await tx.objectStore('bytes').delete(id);
    return next;
  }, 'relaxed');
}

/** Changes every upload in one of these states. Returns how many changed. */
export async function updateUploads(states: UploadStateName[], change: (upload: Upload) => Upload): Promise<number> {
  return await writeUploads(async tx => {
    let changed = 0;
    for (const state of states) {
      for (const stored of await tx.objectStore('uploads').index('state').getAll(state)) {
        const upload = parseUpload(stored);
        const next = upload ? change(upload) : toFailedRow(stored);
        if (!next || next === upload) continue;
        await tx.objectStore('uploads').put(next);
        changed += 1;
      }
    }
    return changed;
  }, 'relaxed');
}

/** Deletes those of the uploads that `canDelete` accepts, with their bytes, in one transaction. */
export async function deleteUploads(ids: string[], canDelete = isNotSending): Promise<void> {
  await writeUploads(async tx => {
    await Promise.all(
      ids.map(async id => {
        const upload = parseUpload(await tx.objectStore('uploads').get(id));
        if (upload && !canDelete(upload)) return;
        await tx.objectStore('uploads').delete(id);
        await tx.objectStore('bytes').delete(id);
      }),
    );
  }, 'strict');
}

/** The upload with these bytes for this athlete. */
export async function findUploadByDigest(athlete: string, digest: string): Promise<Upload | undefined> {
  return parseUpload(await (await uploadDatabase()).getFromIndex('uploads', 'digest', [athlete, digest]));
}

export async function getUpload(id: string): Promise<Upload | undefined> {
  return parseUpload(await (await uploadDatabase()).get('uploads', id));
}

/** The uploads with these ids that exist. */
export async function getUploads(ids: string[]): Promise<Upload[]> {
  const { store } = (await uploadDatabase()).transaction('uploads');
  return parseUploads(await Promise.all(ids.map(id => store.get(id))));
}

/** The uploads in a state that `matches` accepts. */
export async function getUploadsInState(
  state: UploadStateName,
  matches: (upload: Upload) => boolean,
): Promise<Upload[]> {
  return parseUploads(await (await uploadDatabase()).getAllFromIndex('uploads', 'state', state)).filter(matches);
}

/** The recordings of an athlete that wait until the user says whether they are wanted, the oldest first. */
export const getUnconfirmedUploads = async (athlete: string): Promise<Upload[]> =>
  (await getUploadsInState('held', upload => upload.athlete === athlete && needsInput(upload, 'unconfirmed'))).toSorted(
    (a, b) => a.addedAt - b.addedAt,
  );

/** The bytes of an upload, with its file name. */
export async function getUploadFile(upload: Upload): Promise<File | undefined> {
  const bytes = await (await uploadDatabase()).get('bytes', upload.id);
  return bytes && new File([bytes], upload.name);
}

/** Queued uploads that are due, the earliest first. */
export async function getDueUploads(now: number, limit: number): Promise<Upload[]> {
  const range = IDBKeyRange.bound(['queued', 0], ['queued', now]);
  const stored = await (await uploadDatabase()).getAllFromIndex('uploads', 'due', range, limit);
  const due = parseUploads(stored);
  if (due.length === stored.length) return due;
  await failUnreadable(range);
  return await getDueUploads(now, limit);
}

/** Rows that cannot be read would be due for ever. */
async function failUnreadable(due: IDBKeyRange): Promise<void> {
  await writeUploads(async tx => {
    let cursor = await tx.objectStore('uploads').index('due').openCursor(due);
    while (cursor) {
      const failed = parseUpload(cursor.value) ? undefined : toFailedRow(cursor.value);
      if (failed) await cursor.update(failed);
      else if (!parseUpload(cursor.value)) await cursor.delete();
      cursor = await cursor.continue();
    }
  }, 'relaxed');
}

/** When the next queued upload is due, ms since the epoch; undefined if none is queued. */
export async function getNextDueAt(): Promise<number | undefined> {
  const range = IDBKeyRange.bound(['queued', 0], ['queued', Number.MAX_SAFE_INTEGER]);
  const cursor = await (await uploadDatabase()).transaction('uploads').store.index('due').openKeyCursor(range);
  return cursor?.key[1];
}

const STATE_NAMES: UploadStateName[] = ['queued', 'sending', 'uploaded', 'duplicate', 'held', 'failed'];

export type UploadCounts = Record<UploadStateName, number>;

/** How many uploads are in each state, in one batch or in all. */
export async function countUploads(batch?: number): Promise<UploadCounts> {
  const { store } = (await uploadDatabase()).transaction('uploads');
  return await countEach(STATE_NAMES, name =>
    batch === undefined ? store.index('state').count(name) : store.index('batch').count([batch, name]),
  );
}

export type UnfinishedUploadCounts = Omit<UploadCounts, 'uploaded' | 'duplicate'>;

/** Counts the unfinished uploads by state. A count takes time for each entry, so the history of years is left out. */
export async function countUnfinishedUploads(): Promise<UnfinishedUploadCounts> {
  const { store } = (await uploadDatabase()).transaction('uploads');
  return await countEach(['queued', 'sending', 'held', 'failed'], name => store.index('state').count(name));
}

async function countEach<Name extends UploadStateName>(names: Name[], count: (name: Name) => Promise<number>) {
  const counts = await Promise.all(names.map(async name => [name, await count(name)] as const));
  return Object.fromEntries(counts) as Record<Name, number>;
}

/** The batch for new files: the current one if it is unfinished, else a new one. */
export async function getCurrentBatch(): Promise<number> {
  const last = await getLastBatch();
  const { queued, sending } = await countUploads(last);
  return queued + sending > 0 ? last : last + 1;
}

/** The newest batch; 0 if there is none yet. */
export async function getLastBatch(): Promise<number> {
  const cursor = await (await uploadDatabase()).transaction('uploads').store.index('batch').openKeyCursor(null, 'prev');
  return cursor?.key[0] ?? 0;
}

/** At most `limit` uploads that `matches` accepts, newest first; what cannot be read is among the failed ones. */
export async function listUploads(limit: number, matches: (upload: Upload) => boolean = () => true): Promise<Upload[]> {
  const found: Upload[] = [];
  const { store } = (await uploadDatabase()).transaction('uploads');
  let cursor = await store.index('addedAt').openCursor(null, 'prev');
  while (cursor && found.length < limit) {
    const upload = toListedUpload(cursor.value);
    if (upload && matches(upload)) found.push(upload);
    cursor = await cursor.continue();
  }
  if (found.length === limit || (await store.count()) === (await store.index('addedAt').count())) return found;
  const undated = (await getUndatedUploads()).filter(matches);
  return [...found, ...undated].slice(0, limit);
}

/** Damaged uploads that the index does not contain, because they have no time. */
async function getUndatedUploads(): Promise<Upload[]> {
  const { store } = (await uploadDatabase()).transaction('uploads');
  const dated = new Set(await store.index('addedAt').getAllKeys());
  const undated = (await store.getAllKeys()).filter(id => !dated.has(id));
  return (await Promise.all(undated.map(id => store.get(id)))).flatMap(stored => toListedUpload(stored) ?? []);
}

/**
 * Deletes finished uploads that were added before `before`, and bytes without an upload. Returns how many uploads were deleted.
 */
export async function deleteFinishedUploads(before: number): Promise<number> {
  return await writeUploads(async tx => {
    let removed = 0;
    let cursor = await tx.objectStore('uploads').index('addedAt').openCursor(IDBKeyRange.upperBound(before, true));
    while (cursor) {
      const upload = parseUpload(cursor.value);
      if (upload && isUploadDone(upload)) {
        await cursor.delete();
        removed += 1;
      }
      cursor = await cursor.continue();
    }
    const ids = new Set(await tx.objectStore('uploads').getAllKeys());
    const orphans = (await tx.objectStore('bytes').getAllKeys()).filter(id => !ids.has(id));
    await Promise.all(orphans.map(id => tx.objectStore('bytes').delete(id)));
    return removed;
  }, 'relaxed');
}
