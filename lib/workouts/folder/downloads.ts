import { browser } from 'wxt/browser';
import { base64Of } from '../../files/base64.ts';
import { folded } from '../../files/disk-names.ts';
import { Problem } from '../../problem.ts';
import type { OnStep } from './fill.ts';
import type { Filled } from './state.ts';
import { forgetWritten, listWritten, noteWritten } from './store.ts';
import type { Planned } from './wanted.ts';

/** The folder among the downloads, for browsers that cannot be given another one. */
export const DOWNLOADS_FOLDER = 'Musette workouts';

/**
 * Adds the planned workouts to a folder among the downloads: each once, and once more when it has changed. What is there can be
 * neither read nor listed, so nothing is ever overwritten or removed: it might have been edited.
 * @throws {Problem} `folder-permission`, `folder-full`, `folder-refused`, `storage-full`, `stopped`
 */
export async function addToDownloads(
  folder: string,
  workouts: readonly Planned[],
  signal: AbortSignal,
  onStep: OnStep,
): Promise<Filled> {
  const added = new Map((await listWritten(folder)).map(one => [folded(one.name), one]));
  const result: Filled = { atMs: 0, files: 0, written: 0, removed: 0, left: [], failed: [] };
  for (const [done, { event, name, file, problem }] of workouts.entries()) {
    onStep(done, workouts.length);
    if (signal.aborted) throw new Problem('stopped');
    const before = added.get(folded(name));
    added.delete(folded(name));
    if (!file) {
      result.failed.push({ name, problem });
      continue;
    }
    if (!before?.digests.includes(file.digest)) {
      await download(`${DOWNLOADS_FOLDER}/${name}`, file.bytes);
      await noteWritten(folder, { event, name, digests: [file.digest] });
      result.written += 1;
    }
    result.files += 1;
  }
  for (const { name } of added.values()) await forgetWritten(folder, name);
  return { ...result, atMs: Date.now() };
}

/**
 * Writes a file below the downloads, and waits until it is there; beside any other of its name, which may be somebody's work.
 * Needs the permission.
 * @throws {Problem} `folder-permission`, `folder-full`, `folder-refused`
 */
export async function download(filename: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  if (!browser.downloads) throw new Problem('folder-permission', { detail: DOWNLOADS_FOLDER });
  const url = urlOf(bytes);
  try {
    await finished(
      await browser.downloads.download({ url, filename, conflictAction: 'uniquify', saveAs: false }),
    );
  } catch (thrown) {
    if (thrown instanceof Problem) throw thrown;
    throw new Problem('folder-refused', { detail: String(thrown) }, { cause: thrown });
  } finally {
    if (url.startsWith('blob:')) URL.revokeObjectURL(url);
  }
}

/**
 * Service workers have no addresses for blobs, and Firefox downloads no data: addresses. Without a type Chromium finds one of its
 * own, and an ending to go with it: ".txt".
 */
const urlOf = (bytes: Uint8Array<ArrayBuffer>): string =>
  'createObjectURL' in URL
    ? URL.createObjectURL(new Blob([bytes], { type: TYPE }))
    : `data:${TYPE};base64,${base64Of(bytes)}`;

const TYPE = 'application/octet-stream';

interface Delta {
  id: number;
  state?: { current?: string | undefined } | undefined;
}

/** Waits for the end of a download, and throws where it is not a good one. */
async function finished(id: number): Promise<void> {
  const { promise: ended, resolve } = Promise.withResolvers<void>();
  const look = ({ id: changed, state }: Delta) => {
    if (changed === id && state && state.current !== 'in_progress') resolve();
  };
  // Listened to before it is looked at, so that the end does not fall between.
  browser.downloads.onChanged.addListener(look);
  const find = async () => (await browser.downloads.search({ id }))[0];
  try {
    if ((await find())?.state === 'in_progress') await ended;
  } finally {
    browser.downloads.onChanged.removeListener(look);
  }
  const item = await find();
  if (item?.state !== 'complete') throw endedBadly(item?.error);
}

const endedBadly = (error = 'gone'): Problem =>
  new Problem(error === 'FILE_NO_SPACE' ? 'folder-full' : 'folder-refused', { detail: error });
