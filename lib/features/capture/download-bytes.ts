import { browser } from 'wxt/browser';
import { isForbiddenAddress } from '../../platform/forbidden-address.ts';
import { canReadFiles, hasHostPermission } from '../../platform/permissions.ts';
import {
  type BrowserDownload,
  type DownloadStart,
  getDownloadName,
  getFinalUrl,
  matchesPageFile,
  seemsRecordingDownload,
  toFileUrl,
} from './browser-download.ts';
import { MAX_DOWNLOAD_BYTES } from './capture-limits.ts';
import { type FetchBounds, fetchBytes } from './fetch-bytes.ts';
import { looksLikeRecording } from './hook/looks-like-recording.ts';
import { waitForPageFile } from './page-files.ts';

/**
 * The bytes of a finished download, from the surest place that has them; undefined where none has. There is no API for this
 * (sources §4.1), and the file on disk is only ever read.
 */
export async function readDownloadBytes(
  download: BrowserDownload,
  begun: DownloadStart,
): Promise<File | undefined> {
  for (const strategy of STRATEGIES) {
    const bytes = await strategy(download, begun);
    // Another length is another file: a sign-in page, or an answer that has changed since.
    if (bytes && (download.fileSize < 0 || bytes.size === download.fileSize)) {
      return new File([bytes], getDownloadName(download));
    }
  }
  return undefined;
}

type Strategy = (download: BrowserDownload, begun: DownloadStart) => Promise<Blob | undefined>;

const fromPage: Strategy = async (download, begun) =>
  (await waitForPageFile(told => matchesPageFile(told, download, begun), getFinalUrl(download)))?.bytes;

const fromDisk: Strategy = async download =>
  (await canReadFiles()) ? await fetchBytes(toFileUrl(download.filename), getBounds(download)) : undefined;

const fromUrl: Strategy = async download => {
  const address = getFinalUrl(download);
  const isBlob = address.startsWith('blob:');
  // Chromium resolves a page's blob for whoever may reach the page, as long as it is not revoked.
  const url = URL.parse(isBlob ? address.slice('blob:'.length) : address);
  if (!url || isForbiddenAddress(url)) return undefined;
  if (!(await hasHostPermission(address))) return undefined;
  return await fetchBytes(address, getBounds(download));
};

const fromDataUrl: Strategy = async download =>
  download.url.startsWith('data:') ? await fetchBytes(download.url, getBounds(download)) : undefined;

const STRATEGIES: Strategy[] = [fromPage, fromDisk, fromUrl, fromDataUrl];

/** What is not called a recording and does not begin like one is left alone: most downloads are something else. */
const getBounds = (download: BrowserDownload): FetchBounds => ({
  maxBytes: download.fileSize > 0 ? download.fileSize : MAX_DOWNLOAD_BYTES,
  ...(!seemsRecordingDownload(download) && { shouldReadOn: start => looksLikeRecording(start, 'click') }),
});

/** How the browser describes this download now. */
export async function findBrowserDownload(id: number): Promise<BrowserDownload | undefined> {
  return (await browser.downloads.search({ id }))[0];
}
