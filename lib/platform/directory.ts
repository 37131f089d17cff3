import { digest } from './digest.ts';
import { Problem, type ProblemKind } from './problem.ts';

/** A folder on the person's disk. Every method throws `Problem`s of the kinds `folder-…`. */
export interface Directory {
  /** Everything in the folder itself, files and folders alike. */
  names(): Promise<string[]>;
  /** SHA-256 of a file; undefined where nothing has that name, `NO_FILE` where it is nothing that Musette could have written. */
  digest(name: string): Promise<string | undefined>;
  /** Writes a file as a whole: another program sees what was there before, or all of it. */
  write(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  remove(name: string): Promise<void>;
}

/** Stands for a digest where there is a folder, or a file that is far too large to be what Musette writes there. */
export const NOT_A_FILE = '';

const MAX_FILE_BYTES = 8 * 2 ** 20;

/** What Chromium adds to the standard's handles: wicg.github.io/file-system-access, read 2026-11. */
export interface DirectoryHandle extends FileSystemDirectoryHandle {
  queryPermission(mode: { mode: 'readwrite' }): Promise<PermissionState>;
  /** Asks the person; only within a click. */
  requestPermission(mode: { mode: 'readwrite' }): Promise<PermissionState>;
}

/** Whether the browser lets Musette write there at this moment. */
export const hasWritePermission = async (handle: DirectoryHandle): Promise<boolean> =>
  (await handle.queryPermission({ mode: 'readwrite' })) === 'granted';

/**
 * The folder behind a handle, whose files are looked into up to so many bytes.
 * @throws {Problem} `folder-permission` where the browser must be asked for it again
 */
export async function openDirectory(handle: DirectoryHandle, maxBytes = MAX_FILE_BYTES): Promise<Directory> {
  if (!(await hasWritePermission(handle))) throw new Problem('folder-permission', { detail: handle.name });
  return {
    names: () => translateErrors(() => listNames(handle)),
    digest: name => translateErrors(() => getFileDigest(handle, name, maxBytes)),
    write: (name, bytes) => translateErrors(() => writeFile(handle, name, bytes)),
    remove: name => translateErrors(() => removeFile(handle, name)),
  };
}

async function listNames(handle: DirectoryHandle): Promise<string[]> {
  const names: string[] = [];
  for await (const name of handle.keys()) names.push(name);
  return names;
}

async function getFileDigest(
  handle: DirectoryHandle,
  name: string,
  maxBytes: number,
): Promise<string | undefined> {
  try {
    const file = await (await handle.getFileHandle(name)).getFile();
    return file.size > maxBytes ? NOT_A_FILE : await digest(new Uint8Array(await file.arrayBuffer()));
  } catch (thrown) {
    if (hasName(thrown, 'NotFoundError')) return undefined;
    if (hasName(thrown, 'TypeMismatchError')) return NOT_A_FILE;
    throw thrown;
  }
}

async function writeFile(
  handle: DirectoryHandle,
  name: string,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<void> {
  const file = await handle.getFileHandle(name, { create: true });
  // The bytes go into a file beside it, which takes its place on `close`.
  const stream = await file.createWritable();
  try {
    await stream.write(bytes);
    await stream.close();
  } catch (thrown) {
    // What failed has ended the stream already, in most cases; the reason why is what counts.
    await stream.abort().catch(() => undefined);
    // An empty workout is worse than none.
    if ((await file.getFile()).size === 0) await handle.removeEntry(name).catch(() => undefined);
    throw thrown;
  }
}

async function removeFile(handle: DirectoryHandle, name: string): Promise<void> {
  try {
    await handle.removeEntry(name);
  } catch (thrown) {
    // Somebody was faster.
    if (!hasName(thrown, 'NotFoundError')) throw thrown;
  }
}

/** What the browser's errors mean (read 2026-11 in the standard and in Chromium's `file_system_access_error.cc`). */
const KIND_BY_ERROR_NAME: Record<string, ProblemKind> = {
  NotAllowedError: 'folder-permission',
  SecurityError: 'folder-permission',
  NotFoundError: 'folder-gone',
  QuotaExceededError: 'folder-full',
  NoModificationAllowedError: 'folder-refused',
  InvalidModificationError: 'folder-refused',
  InvalidStateError: 'folder-refused',
  NotReadableError: 'folder-refused',
  AbortError: 'folder-refused',
};

async function translateErrors<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (thrown) {
    const kind = thrown instanceof Error ? KIND_BY_ERROR_NAME[thrown.name] : undefined;
    if (!kind) throw Problem.from(thrown);
    throw new Problem(kind, { detail: (thrown as Error).message }, { cause: thrown });
  }
}

const hasName = (thrown: unknown, name: string): boolean => thrown instanceof Error && thrown.name === name;
