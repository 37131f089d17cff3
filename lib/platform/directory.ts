import { digest } from './digest.ts';
import { Problem, type ProblemKind } from './problem.ts';

/** A folder on the user's disk. Every method throws `Problem`s of the kinds `folder-…`. */
export interface Directory {
  /** Names of the files and folders in the folder. */
  names(): Promise<string[]>;
  /** SHA-256 of a file; undefined where there is none, `NOT_A_FILE` where Musette cannot have written it. */
  digest(name: string): Promise<string | undefined>;
  /** Writes a file atomically: another program sees the old file or the whole new one. */
  write(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  remove(name: string): Promise<void>;
}

/** In place of the digest of a folder, or of a file that is larger than Musette writes. */
export const NOT_A_FILE = '';

const MAX_FILE_BYTES = 8 * 2 ** 20;

/** What Chromium adds to the standard's handles (https://wicg.github.io/file-system-access, read 2026-11). */
export interface DirectoryHandle extends FileSystemDirectoryHandle {
  queryPermission(mode: { mode: 'readwrite' }): Promise<PermissionState>;
  /** Asks the user; needs a click. */
  requestPermission(mode: { mode: 'readwrite' }): Promise<PermissionState>;
}

/** Whether Musette may write to the folder now. */
export const hasWritePermission = async (handle: DirectoryHandle): Promise<boolean> =>
  (await handle.queryPermission({ mode: 'readwrite' })) === 'granted';

/**
 * Opens the folder of a handle.
 * @param maxBytes Larger files have the digest `NOT_A_FILE`
 * @throws {Problem} `folder-permission` where the permission must be asked for again
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

async function getFileDigest(handle: DirectoryHandle, name: string, maxBytes: number): Promise<string | undefined> {
  try {
    const file = await (await handle.getFileHandle(name)).getFile();
    return file.size > maxBytes ? NOT_A_FILE : await digest(new Uint8Array(await file.arrayBuffer()));
  } catch (thrown) {
    if (hasName(thrown, 'NotFoundError')) return undefined;
    if (hasName(thrown, 'TypeMismatchError')) return NOT_A_FILE;
    throw thrown;
  }
}

async function writeFile(handle: DirectoryHandle, name: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  const file = await handle.getFileHandle(name, { create: true });
  // The bytes go into a temporary file, which replaces this one on `close`.
  const stream = await file.createWritable();
  try {
    await stream.write(bytes);
    await stream.close();
  } catch (thrown) {
    // In most cases the failure has closed the stream already; its reason is thrown below.
    await stream.abort().catch(() => undefined);
    // `getFileHandle` created an empty file; remove it.
    if ((await file.getFile()).size === 0) await handle.removeEntry(name).catch(() => undefined);
    throw thrown;
  }
}

async function removeFile(handle: DirectoryHandle, name: string): Promise<void> {
  try {
    await handle.removeEntry(name);
  } catch (thrown) {
    // Another program or the user has removed it already.
    if (!hasName(thrown, 'NotFoundError')) throw thrown;
  }
}

/**
 * What the browser's errors mean, by https://fs.spec.whatwg.org and Chromium's `file_system_access_error.cc` (read 2026-11:
 * https://chromium.googlesource.com/chromium/src/+/main/third_party/blink/renderer/modules/file_system_access/).
 */
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
