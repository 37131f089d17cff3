import { browser } from 'wxt/browser';
import { isForbidden } from '../sources/address.ts';
import { allowed, canReadFiles } from './access.ts';
import { addressOf, type Begun, type Download, fileUrl, isTold, nameOf, seemsRecording } from './download.ts';
import { type Bounds, fetchBytes } from './fetch.ts';
import { awaitHeard } from './hearing.ts';
import { carries } from './hook/carries.ts';
import { MAX_DOWNLOAD_BYTES } from './limits.ts';

/**
 * The bytes of a finished download, from the surest place that has them; undefined where none has. There is no API for this
 * (sources §4.1), and the file on disk is only ever read.
 */
export async function bytesOf(download: Download, begun: Begun): Promise<File | undefined> {
  for (const rung of RUNGS) {
    const bytes = await rung(download, begun);
    // Another length is another file: a sign-in page, or an answer that has changed since.
    if (bytes && (download.fileSize < 0 || bytes.size === download.fileSize)) {
      return new File([bytes], nameOf(download));
    }
  }
  return undefined;
}

type Rung = (download: Download, begun: Begun) => Promise<Blob | undefined>;

const fromPage: Rung = async (download, begun) =>
  (await awaitHeard(told => isTold(told, download, begun), addressOf(download)))?.bytes;

const fromDisk: Rung = async download =>
  (await canReadFiles()) ? await fetchBytes(fileUrl(download.filename), boundsOf(download)) : undefined;

const fromAddress: Rung = async download => {
  const address = addressOf(download);
  const isBlob = address.startsWith('blob:');
  // Chromium resolves a page's blob for whoever may reach the page, as long as it is not revoked.
  const url = URL.parse(isBlob ? address.slice('blob:'.length) : address);
  if (!url || isForbidden(url)) return undefined;
  if (!(await allowed(address))) return undefined;
  return await fetchBytes(address, boundsOf(download));
};

const fromItself: Rung = async download =>
  download.url.startsWith('data:') ? await fetchBytes(download.url, boundsOf(download)) : undefined;

const RUNGS: Rung[] = [fromPage, fromDisk, fromAddress, fromItself];

/** What is not called a recording and does not begin like one is left alone: most downloads are something else. */
const boundsOf = (download: Download): Bounds => ({
  limit: download.fileSize > 0 ? download.fileSize : MAX_DOWNLOAD_BYTES,
  ...(!seemsRecording(download) && { isWorthIt: start => carries(start, 'click') }),
});

/** How the browser describes this download now. */
export async function describe(id: number): Promise<Download | undefined> {
  return (await browser.downloads.search({ id }))[0];
}
