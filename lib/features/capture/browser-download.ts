import { isRecordingName } from '../../formats/file-names.ts';
import { getHost } from '../../platform/host.ts';
import { MAX_DOWNLOAD_BYTES, MAX_START_AGE_MS, MAX_START_DIFFERENCE_MS } from './capture-limits.ts';

/** What the browser says about a download, as far as it matters here. */
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
}

/** What a page told of bytes that it made or fetched. */
export interface PageFileInfo {
  /** `click`: they were given to the person to save. `fetch`: they passed by. */
  how: 'click' | 'fetch';
  /** The blob's address, or where they were fetched from. */
  url: string;
  /** Host of the page that told it. */
  pageHost: string;
  size: number;
  /** When, in ms since the epoch. */
  at: number;
}

/** A download that was seen to begin. */
export interface DownloadStart {
  id: number;
  at: number;
}

/**
 * Whether a download begins this moment. Chromium tells of old ones again after a restart (sources §4.1), so what is not under
 * way, or not new, does not count.
 */
export function isStarting({ state, startTime }: BrowserDownload, now: number): boolean {
  return state === 'in_progress' && Math.abs(now - Date.parse(startTime)) <= MAX_START_AGE_MS;
}

/** Whether a download that has ended may be looked at at all. `self` is this extension's id, `pages` where its pages are. */
export function mayReadDownload(download: BrowserDownload, ownId: string, ownOrigin: string): boolean {
  const { state, danger = 'safe', byExtensionId, incognito, fileSize } = download;
  if (state !== 'complete' || !HARMLESS.has(danger) || byExtensionId === ownId || incognito) return false;
  if (fileSize === 0 || fileSize > MAX_DOWNLOAD_BYTES) return false;
  // A link of our own pages counts as nobody's download: it is known by its address.
  return ![download.url, getFinalUrl(download)].some(
    at => isIntervalsAddress(at) || at.startsWith(`blob:${ownOrigin}`),
  );
}

const HARMLESS = new Set(['safe', 'allowlistedByPolicy', 'deepScannedSafe']);

/** Where the bytes came from in the end. */
export const getFinalUrl = ({ url, finalUrl }: BrowserDownload): string => finalUrl || url;

/** The name without its folders. */
export const getDownloadName = ({ filename }: BrowserDownload): string => filename.replace(/^.*[\\/]/s, '');

/** What Intervals.icu hands out must not go back to it. */
function isIntervalsAddress(address: string): boolean {
  const host = getHost(address);
  return host === 'intervals.icu' || (host?.endsWith('.intervals.icu') ?? false);
}

/**
 * Whether the name, the address or the type makes a recording likely. It decides only whether a person is asked for a file that
 * cannot be read; what can be read is known by its bytes.
 */
export function seemsRecordingDownload(download: BrowserDownload): boolean {
  const name = getDownloadName(download).replace(/ ?\(\d+\)(?=\.[a-z.]+$)/i, '');
  if (NEVER_RECORDINGS.test(name)) return false;
  if (isRecordingName(name) || GARMIN_ZIP.test(name)) return true;
  if (RECORDING_TYPES.test(download.mime ?? '')) return true;
  return !/\.[a-z]{2,5}$/i.test(name) && RECORDING_ADDRESSES.test(getFinalUrl(download));
}

/** Health data, and what a trainer writes while it is still riding (sources §6.3). */
const NEVER_RECORDINGS = /_(WELLNESS|METRICS|SLEEP_DATA)\.fit$|^inProgressActivity\.fit$/i;
const GARMIN_ZIP = /^\d{9,}\.zip$/i;
const RECORDING_TYPES = /^application\/(vnd\.ant\.fit|gpx\+xml|vnd\.garmin\.tcx\+xml)\b/i;
const RECORDING_ADDRESSES =
  /\/export_(original|gpx|tcx)\b|\/download-service\/(files|export)\/|[/=.](fit|tcx|gpx)(?=$|[/?&#])/i;

/**
 * Whether what a page told is this download: as large, begun at the same moment, and of the page's own host, so that no page speaks
 * for another one's download.
 */
export function matchesPageFile(
  pageFile: PageFileInfo,
  download: BrowserDownload,
  start: DownloadStart,
): boolean {
  if (
    Math.abs(pageFile.at - start.at) > MAX_START_DIFFERENCE_MS ||
    pageFile.pageHost !== getHost(download.url)
  )
    return false;
  // Firefox may not know the size of a blob that it saved.
  if (download.fileSize >= 0 && pageFile.size !== download.fileSize) return false;
  if (pageFile.url === download.url || pageFile.url === getFinalUrl(download)) return true;
  // Fetched, made into something else, and saved as a blob that nobody saw being made: the size must do.
  return pageFile.how === 'fetch' && download.fileSize > 0 && download.url.startsWith('blob:');
}

/** A path on disk as an address: Windows' drives and network shares too, with every character that means something escaped. */
export function toFileUrl(path: string): string {
  const slashed = /^([a-z]:)?\\/i.test(path) || /^[a-z]:/i.test(path) ? path.replaceAll('\\', '/') : path;
  const escaped = slashed.split('/').map(encodeURIComponent).join('/');
  if (escaped.startsWith('//')) return `file:${escaped}`;
  return `file:///${escaped.replace(/^\//, '').replace(/^([a-z])%3A/i, '$1:')}`;
}
