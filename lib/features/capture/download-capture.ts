import { browser } from 'wxt/browser';
import { withKeepAlive } from '../../platform/keep-alive.ts';
import { getCredentials } from '../../services/intervals/credentials.ts';
import { requestFile } from '../uploads/request-file.ts';
import { addCaptured, runCapture } from './add-captured.ts';
import {
  type BrowserDownload,
  type DownloadStart,
  getDownloadName,
  isCapturable,
  isReadableSize,
  isStarting,
  seemsRecordingDownload,
} from './browser-download.ts';
import { saveDownloadStart, takeDownloadStart } from './capture-store.ts';
import { findBrowserDownload, readDownloadBytes } from './download-bytes.ts';
import { captureSettings } from './settings.ts';

/** Watches downloads. Called once, when the background starts. */
export function startDownloadCapture(): void {
  watchDownloads();
  // The permission may be granted in the options while this worker runs.
  browser.permissions.onAdded.addListener(watchDownloads);
}

/** Without the permission there is no `browser.downloads`. Adding a listener again changes nothing. */
function watchDownloads(): void {
  if (!browser.downloads) return;
  browser.downloads.onCreated.addListener(onDownloadCreated);
  browser.downloads.onChanged.addListener(onDownloadChanged);
}

function onDownloadCreated(download: BrowserDownload): void {
  const now = Date.now();
  if (isStarting(download, now)) void saveDownloadStart({ id: download.id, atMs: now });
}

function onDownloadChanged({ id, state }: DownloadDelta): void {
  if (state?.current === 'complete') void withKeepAlive(runCapture(() => captureDownload(id))).catch(reportError);
  if (state?.current === 'interrupted') void takeDownloadStart(id);
}

interface DownloadDelta {
  id: number;
  state?: { current?: string | undefined } | undefined;
}

async function captureDownload(id: number): Promise<void> {
  const start = await takeDownloadStart(id);
  const [settings, credentials] = await Promise.all([captureSettings.get(), getCredentials()]);
  if (!start || !settings.captureDownloads || !credentials) return;
  const download = await findBrowserDownload(id);
  if (!download || !isCapturable(download, browser.runtime.id, browser.runtime.getURL('/'))) return;
  const file = isReadableSize(download) ? await readDownloadBytes(download, start) : undefined;
  if (!file) await requestUnreadableFile(download, start);
  else await addCaptured(file, settings.captureMode === 'ask' ? { after: 0 } : undefined);
}

async function requestUnreadableFile(download: BrowserDownload, { atMs }: DownloadStart): Promise<void> {
  if (!seemsRecordingDownload(download)) return;
  const key = `download ${download.id} of ${atMs}`;
  await requestFile({ name: getDownloadName(download), size: Math.max(0, download.fileSize), key });
}
