import { isRecordingName, isSystemFile } from '../../formats/file-names.ts';
import { getHost } from '../../platform/host.ts';
import { isIntervalsAddress } from '../../services/intervals/intervals-address.ts';
import { MAX_DOWNLOAD_BYTES, MAX_START_AGE_MS, MAX_START_DIFFERENCE_MS } from './capture-limits.ts';

/** A download as the browser describes it, in both browsers' words. */
export interface BrowserDownload {
  id: number;
  url: string;
  /** The last address, after redirects. Chromium only; in Firefox `url` is the last one. */
  finalUrl?: string;
  /** Full path on disk. */
  filename: string;
  mime?: string | undefined;
  fileSize: number;
  startTime: string;
  state?: string | undefined;
  danger?: string | undefined;
  byExtensionId?: string | undefined;
  incognito: boolean;
  /** Firefox only: whose cookies it was requested with. */
  cookieStoreId?: string | undefined;
}

/** Bytes that a page made or fetched, as the hook reported them. */
export interface PageFileInfo {
  /** `click`: the page gave them to the person to save. `fetch`: it only fetched them. */
  how: 'click' | 'fetch';
  /** The address of the blob, or the one that they were fetched from. */
  url: string;
  /** Host of the reporting page. */
  pageHost: string;
  size: number;
  /** When the report came, in ms since the epoch. */
  atMs: number;
}

/** A download whose start was seen. */
export interface DownloadStart {
  id: number;
  /** Ms since the epoch. */
  atMs: number;
}

/**
 * Whether a download has just started. Chromium reports old ones again after a restart
 * (https://github.com/AnInsomniacy/motrix-next/issues/267, 2026-04), so it must be in progress and new. Of private windows nothing is
 * noted.
 */
export function isStarting({ state, startTime, incognito }: BrowserDownload, now: number): boolean {
  if (incognito) return false;
  return state === 'in_progress' && Math.abs(now - Date.parse(startTime)) <= MAX_START_AGE_MS;
}

/** Whether a finished download may be a recording of the person's. `ownId` and `ownOrigin` are this extension's. */
export function isCapturable(download: BrowserDownload, ownId: string, ownOrigin: string): boolean {
  const { state, danger = 'safe', byExtensionId, incognito, fileSize } = download;
  if (state !== 'complete' || !HARMLESS.has(danger) || byExtensionId === ownId || incognito) return false;
  if (fileSize === 0) return false;
  // Files from Intervals.icu are not uploaded to it again. A download from our own pages has no `byExtensionId`, but their address.
  return ![download.url, getFinalUrl(download)].some(
    at => isIntervalsAddress(at) || at.startsWith(`blob:${ownOrigin}`),
  );
}

/**
 * What Chromium says of a complete download that nothing speaks against, or that the person chose to keep
 * (https://developer.chrome.com/docs/extensions/reference/api/downloads#type-DangerType, 2026-11). All other values are warnings.
 */
const HARMLESS = new Set(['safe', 'accepted', 'allowlistedByPolicy', 'deepScannedSafe']);

/** Whether a download is small enough to be read without being chosen. */
export const isReadableSize = ({ fileSize }: BrowserDownload): boolean => fileSize <= MAX_DOWNLOAD_BYTES;

/** The address after redirects. */
export const getFinalUrl = ({ url, finalUrl }: BrowserDownload): string => finalUrl || url;

/** The file name without folders. */
export const getDownloadName = ({ filename }: BrowserDownload): string => filename.replace(/^.*[\\/]/s, '');

/**
 * Whether the name, the address or the type makes a recording likely. It decides whether the address may be requested again, and
 * whether a person is asked for a file that cannot be read: files that can be read are recognised by their bytes.
 */
export function seemsRecordingDownload(download: BrowserDownload): boolean {
  const wholeName = getDownloadName(download).replace(/ ?\(\d+\)(?=\.[a-z.]+$)/i, '');
  const name = wholeName.replace(ADDED_EXTENSION, '');
  if (NEVER_RECORDINGS.test(name) || isSystemFile(wholeName)) return false;
  if (isRecordingName(name) || GARMIN_ZIP.test(wholeName)) return true;
  if (RECORDING_TYPES.test(download.mime ?? '')) return true;
  return !/\.[a-z]{2,5}$/i.test(wholeName) && RECORDING_ADDRESSES.test(getFinalUrl(download));
}

/** An archive of one file, and what servers and browsers put behind the name of an XML file. */
const ADDED_EXTENSION = /\.(zip|xml|txt)$/i;
/** Garmin's health data, and the file that Zwift writes during a ride. */
const NEVER_RECORDINGS = /_(WELLNESS|METRICS|SLEEP_DATA)\.fit$|^inProgressActivity\.fit$/i;
const GARMIN_ZIP = /^\d{9,}\.zip$/i;
const RECORDING_TYPES = /^application\/(vnd\.ant\.fit|gpx\+xml|vnd\.garmin\.tcx\+xml)\b/i;
const RECORDING_ADDRESSES =
  /\/export_(original|gpx|tcx)\b|\/download-service\/(files|export)\/|[/=.](fit|tcx|gpx)(?=$|[/?&#])/i;

/**
 * Whether a page's report is about this download: the same size, started at the same time, and from the page's own host, so that no
 * page can replace the download of another.
 */
export function matchesPageFile(pageFile: PageFileInfo, download: BrowserDownload, start: DownloadStart): boolean {
  if (Math.abs(pageFile.atMs - start.atMs) > MAX_START_DIFFERENCE_MS || pageFile.pageHost !== getHost(download.url))
    return false;
  // Firefox does not always know the size of a blob that it has saved.
  if (download.fileSize >= 0 && pageFile.size !== download.fileSize) return false;
  if (pageFile.url === download.url || pageFile.url === getFinalUrl(download)) return true;
  // Fetched, and saved as a blob whose creation the hook did not see: only the size can tell.
  return pageFile.how === 'fetch' && download.fileSize > 0 && download.url.startsWith('blob:');
}

/**
 * A path on disk as a `file:` URL, also of Windows drives and network shares, with all special characters escaped; undefined for a
 * path that has none.
 */
export function toFileUrl(path: string): string | undefined {
  // Names on Windows may contain half a character, which no URL can.
  if (!path.isWellFormed()) return undefined;
  const url = path.startsWith('/') ? `file://${escapePath(path)}` : toWindowsFileUrl(path);
  return url !== undefined && URL.canParse(url) ? url : undefined;
}

/**
 * The URL of "C:\ride.fit", "\\nas\rides\ride.fit", and of their long forms "\\?\C:\ride.fit" and "\\?\UNC\nas\rides\ride.fit"
 * (https://learn.microsoft.com/en-us/windows/win32/fileio/naming-a-file#win32-file-namespaces, 2026-11).
 */
function toWindowsFileUrl(path: string): string | undefined {
  const plain = path
    .replaceAll('\\', '/')
    .replace(/^\/\/\?\/UNC\//i, '//')
    .replace(/^\/\/\?\/(?=[a-z]:)/i, '');
  const [, drive, fromDrive = ''] = /^([a-z]:)(\/.+)$/is.exec(plain) ?? [];
  if (drive) return `file:///${drive}${escapePath(fromDrive)}`;
  // What is left of the namespaces "\\?\" and "\\.\" is a device or a volume without a letter.
  const [, server, fromServer = ''] = /^\/\/([^/?.][^/]*)(\/.+)$/s.exec(plain) ?? [];
  return server && `file://${encodeURIComponent(server)}${escapePath(fromServer)}`;
}

const escapePath = (path: string): string => path.split('/').map(encodeURIComponent).join('/');
