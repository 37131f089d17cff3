import { browser } from 'wxt/browser';
import { isForbiddenAddress } from '../../platform/forbidden-address.ts';
import { canReadFiles, hasHostPermission } from '../../platform/permissions.ts';
import { getTabSession } from '../../services/sites/tab-session.ts';
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
 * The bytes of a finished download, by the first strategy that has them; undefined if none has. No API returns them
 * (https://developer.mozilla.org/en-US/docs/Mozilla/Add-ons/WebExtensions/API/downloads), and the file on disk is never changed.
 */
export async function readDownloadBytes(download: BrowserDownload, start: DownloadStart): Promise<File | undefined> {
  for (const strategy of STRATEGIES) {
    const bytes = await strategy(download, start);
    // Another length is another file: a sign-in page, or a response that has changed since.
    if (bytes && (download.fileSize < 0 || bytes.size === download.fileSize)) {
      return new File([bytes], getDownloadName(download));
    }
  }
  return undefined;
}

type Strategy = (download: BrowserDownload, start: DownloadStart) => Promise<Blob | undefined>;

const fromPage: Strategy = async (download, start) =>
  (await waitForPageFile(file => matchesPageFile(file, download, start), getFinalUrl(download)))?.bytes;

const fromDisk: Strategy = async download => {
  const url = toFileUrl(download.filename);
  return url !== undefined && (await canReadFiles()) ? await fetchBytes(url, getBounds(download)) : undefined;
};

const fromUrl: Strategy = async download => {
  const address = getFinalUrl(download);
  const isBlob = address.startsWith('blob:');
  // A request may spend a link that works once, or change something on the site: none is made for what is no recording.
  if (!isBlob && !seemsRecordingDownload(download)) return undefined;
  // Chromium lets an extension fetch a page's blob if it has access to the page, until the blob is revoked.
  const url = URL.parse(isBlob ? address.slice('blob:'.length) : address);
  if (!url || isForbiddenAddress(url)) return undefined;
  // The background would ask with another session than the download had.
  if (getTabSession(download) !== 'default' || !(await hasHostPermission(address))) return undefined;
  return await fetchBytes(address, getBounds(download));
};

const fromDataUrl: Strategy = async download =>
  download.url.startsWith('data:') ? await fetchBytes(download.url, getBounds(download)) : undefined;

const STRATEGIES: Strategy[] = [fromPage, fromDisk, fromUrl, fromDataUrl];

/** A download that is neither named like a recording nor starts like one is not read: most downloads are something else. */
const getBounds = (download: BrowserDownload): FetchBounds => ({
  maxBytes: download.fileSize > 0 ? download.fileSize : MAX_DOWNLOAD_BYTES,
  ...(!seemsRecordingDownload(download) && { shouldReadOn: start => looksLikeRecording(start, 'click') }),
});

/** The download with this id, as the browser describes it now. */
export async function findBrowserDownload(id: number): Promise<BrowserDownload | undefined> {
  return (await browser.downloads.search({ id }))[0];
}
