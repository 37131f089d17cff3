import { browser } from 'wxt/browser';
import * as z from 'zod/mini';
import { toSafeFileName } from '../../formats/file-names.ts';
import { tryFromBase64 } from '../../platform/bytes.ts';
import { getHost } from '../../platform/host.ts';
import { hasHostPermission } from '../../platform/permissions.ts';
import { getTabSession } from '../../services/sites/tab-session.ts';
import type { PageFileInfo } from './browser-download.ts';
import { MAX_PAGE_FILE_BYTES, MAX_TAB_BYTES, MIN_REPORT_COST, PAGE_FILE_WAIT_MS } from './capture-limits.ts';
import { type PageFile, savePageFile, takePageFile } from './capture-store.ts';
import { isRecordingReport } from './hook/looks-like-recording.ts';
import { EventThrottle } from './hook/protocol.ts';
import { type CaptureSite, captureSettings } from './settings.ts';

/**
 * A report from the relay. The page may have forged it, so nothing in it is trusted: its bytes are checked like those of any
 * dropped file.
 */
const reportSchema = z.object({
  how: z.enum(['click', 'fetch']),
  url: z.string().check(z.maxLength(4096)),
  name: z.string().check(z.maxLength(1024)),
  base64: z.string().check(z.minLength(4), z.maxLength(Math.ceil(MAX_PAGE_FILE_BYTES / 3) * 4)),
});

/** A reported file, and the site that its page belongs to. */
export interface ReceivedPageFile {
  file: PageFile;
  site: CaptureSite;
}

/**
 * Stores a reported file if its site is switched on and it looks like a recording; undefined otherwise. Before anything is decoded,
 * a report that cannot be a recording, or is one too many of its tab, is dropped: a page must not keep the background busy.
 */
export async function receivePageFile({ report, pageUrl, tabId }: PageReport): Promise<ReceivedPageFile | undefined> {
  const { data } = reportSchema.safeParse(report);
  if (!data || !isRecordingReport(data) || !isWithinAllowance(tabId, data.base64.length)) return undefined;
  const site = await findCaptureSite(pageUrl);
  const { base64, name, ...info } = data;
  const bytes = site && tryFromBase64(base64);
  if (!bytes) return undefined;
  const file = {
    ...info,
    pageHost: site.host,
    name: toSafeFileName(name),
    atMs: Date.now(),
    size: bytes.length,
    bytes: new Blob([bytes]),
  };
  await savePageFile(file);
  for (const notify of listeners) notify();
  return { file, site };
}

/** What each tab may still send. A page may have many frames, each with a relay of its own. */
const allowances = new Map<number, EventThrottle>();

function isWithinAllowance(tabId: number, characters: number): boolean {
  const now = Date.now();
  for (const [id, allowance] of allowances) if (allowance.isIdle(now)) allowances.delete(id);
  const allowance = allowances.get(tabId) ?? new EventThrottle(MAX_TAB_BYTES);
  allowances.set(tabId, allowance);
  return allowance.tryAcquire(now, Math.max(MIN_REPORT_COST, (characters / 4) * 3));
}

/** The switched-on and granted site that this page belongs to. */
async function findCaptureSite(address: string): Promise<CaptureSite | undefined> {
  const host = getHost(address);
  const { captureSites } = await captureSettings.get();
  const site = captureSites.find(candidate => candidate.host === host);
  return site && (await hasHostPermission(address)) ? site : undefined;
}

const listeners = new Set<() => void>();

/**
 * Waits for a reported file that matches; undefined if none comes in time. The hook reads and sends a blob while the browser saves
 * it, so the report on a blob of a switched-on site may come after the download's end. Other addresses are not waited for.
 */
export async function waitForPageFile(
  matches: (file: PageFileInfo) => boolean,
  address: string,
): Promise<PageFile | undefined> {
  const until = Date.now() + PAGE_FILE_WAIT_MS;
  for (;;) {
    const { promise: received, resolve } = Promise.withResolvers<void>();
    listeners.add(resolve);
    try {
      const file = await takePageFile(matches);
      const remainingMs = until - Date.now();
      if (file || remainingMs <= 0 || !address.startsWith('blob:') || !(await findCaptureSite(address))) return file;
      const timer = setTimeout(resolve, remainingMs);
      await received;
      clearTimeout(timer);
    } finally {
      listeners.delete(resolve);
    }
  }
}

/** Whether a message comes from a relay, and not from one of Musette's own pages. */
const isReportMessage = (message: unknown): message is { report: unknown } =>
  typeof message === 'object' && message !== null && 'report' in message;

/** What a relay sent, from which page of which tab. */
interface PageReport {
  report: unknown;
  pageUrl: string;
  tabId: number;
}

/** Calls back with the reports of pages. Only messages of this extension's own relay, in a tab that is not private, are read. */
export function onPageReport(callback: (report: PageReport) => void): void {
  browser.runtime.onMessage.addListener((message: unknown, sender) => {
    if (!isReportMessage(message) || sender.id !== browser.runtime.id || !sender.tab || !sender.url) return undefined;
    if (getTabSession(sender.tab) === 'private') return undefined;
    callback({ report: message.report, pageUrl: sender.url, tabId: sender.tab.id ?? -1 });
    return undefined;
  });
}
