import { browser } from 'wxt/browser';
import { toBase64 } from './bytes.ts';
import { DOWNLOADS_PERMISSION } from './permissions.ts';
import { Problem } from './problem.ts';

/**
 * Writes a file below the downloads folder and waits until it is written. A file of the same name is never overwritten: the
 * new one gets a number. Needs the permission `downloads`.
 * @throws {Problem} `downloads-denied`, `folder-full`, `folder-refused`
 */
export async function saveToDownloads(filename: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  if (!browser.downloads) throw new Problem('downloads-denied');
  const url = createUrl(bytes);
  try {
    await waitForDownload(
      await browser.downloads.download({ url, filename, conflictAction: 'uniquify', saveAs: false }),
    );
  } catch (thrown) {
    if (thrown instanceof Problem) throw thrown;
    // Where it was taken back in the meantime, the browser gives only a sentence.
    if (!(await browser.permissions.contains(DOWNLOADS_PERMISSION))) throw new Problem('downloads-denied');
    throw new Problem('folder-refused', { detail: String(thrown) }, { cause: thrown });
  } finally {
    if (url.startsWith('blob:')) URL.revokeObjectURL(url);
  }
}

/**
 * Service workers have no `URL.createObjectURL`, and Firefox does not download `data:` URLs. Without a type Chromium guesses one
 * and adds an extension, such as ".txt".
 */
const createUrl = (bytes: Uint8Array<ArrayBuffer>): string =>
  'createObjectURL' in URL
    ? URL.createObjectURL(new Blob([bytes], { type: MIME_TYPE }))
    : `data:${MIME_TYPE};base64,${toBase64(bytes)}`;

const MIME_TYPE = 'application/octet-stream';

interface DownloadDelta {
  id: number;
  state?: { current?: string | undefined } | undefined;
}

/** Waits for the end of a download. @throws {Problem} `folder-full`, `folder-refused` where it failed */
async function waitForDownload(id: number): Promise<void> {
  const { promise: ended, resolve } = Promise.withResolvers<void>();
  const onDownloadChanged = ({ id: changed, state }: DownloadDelta) => {
    if (changed === id && state && state.current !== 'in_progress') resolve();
  };
  // The listener is added before the first look, so that the end cannot be missed.
  browser.downloads.onChanged.addListener(onDownloadChanged);
  const getItem = async () => (await browser.downloads.search({ id }))[0];
  try {
    if ((await getItem())?.state === 'in_progress') await ended;
  } finally {
    browser.downloads.onChanged.removeListener(onDownloadChanged);
  }
  const item = await getItem();
  if (item?.state !== 'complete') throw toDownloadProblem(item?.error);
}

const toDownloadProblem = (error = 'gone'): Problem =>
  new Problem(error === 'FILE_NO_SPACE' ? 'folder-full' : 'folder-refused', { detail: error });
