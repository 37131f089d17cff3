import { browser } from 'wxt/browser';
import * as z from 'zod/mini';
import { toSafeFileName } from '../../formats/file-names.ts';
import { SNIFF_BYTES, sniff } from '../../formats/sniff.ts';
import { hasHostPermission } from '../../platform/permissions.ts';
import { getHost, type PageFileInfo } from './browser-download.ts';
import { MAX_PAGE_FILE_BYTES, PAGE_FILE_WAIT_MS } from './capture-limits.ts';
import { type PageFile, savePageFile, takePageFile } from './capture-store.ts';
import { type CaptureSite, captureSettings } from './settings.ts';

/**
 * What the relay in a page passes on. A page can say whatever it likes: this is a claim, not a fact, and its bytes are worth as
 * much as any file that somebody dropped.
 */
const pageMessageSchema = z.object({
  how: z.enum(['click', 'fetch']),
  url: z.string().check(z.maxLength(4096)),
  name: z.string().check(z.maxLength(1024)),
  base64: z.string().check(z.minLength(4), z.maxLength(Math.ceil(MAX_PAGE_FILE_BYTES / 3) * 4)),
});

/** What was heard, and on which of the sites that the person switched on. */
export interface ReceivedPageFile {
  file: PageFile;
  site: CaptureSite;
}

/** Keeps what a page told, if it may tell anything and if it looks like a recording; undefined otherwise. */
export async function receivePageFile(
  message: unknown,
  pageUrl: string,
): Promise<ReceivedPageFile | undefined> {
  const site = await findCaptureSite(pageUrl);
  const parsed = pageMessageSchema.safeParse(message);
  if (!site || !parsed.success) return undefined;
  const { base64, name, ...info } = parsed.data;
  const bytes = decodeBase64(base64);
  const kind = bytes && sniff(bytes.subarray(0, SNIFF_BYTES));
  if (!bytes || !kind || !RECORDING_KINDS.has(kind)) return undefined;
  const file = {
    ...info,
    pageHost: site.host,
    name: toSafeFileName(name),
    at: Date.now(),
    size: bytes.length,
    bytes: new Blob([bytes]),
  };
  await savePageFile(file);
  for (const look of listeners) look();
  return { file, site };
}

const RECORDING_KINDS = new Set(['fit', 'zip', 'gzip', 'xml']);

/** The site that the person switched on and that this page belongs to. */
async function findCaptureSite(address: string): Promise<CaptureSite | undefined> {
  const host = getHost(address);
  const { captureSites } = await captureSettings.get();
  const site = captureSites.find(candidate => candidate.host === host);
  return site && (await hasHostPermission(address)) ? site : undefined;
}

const listeners = new Set<() => void>();

/**
 * What was heard and fits. A blob is read and carried here while the browser saves it: where one of a site that was switched on is
 * missing, it may still be on its way.
 */
export async function waitForPageFile(
  fits: (told: PageFileInfo) => boolean,
  address: string,
): Promise<PageFile | undefined> {
  const until = Date.now() + PAGE_FILE_WAIT_MS;
  for (;;) {
    const { promise: received, resolve } = Promise.withResolvers<void>();
    listeners.add(resolve);
    try {
      const heard = await takePageFile(fits);
      const remainingMs = until - Date.now();
      if (heard || remainingMs <= 0 || !address.startsWith('blob:') || !(await findCaptureSite(address)))
        return heard;
      const timer = setTimeout(resolve, remainingMs);
      await received;
      clearTimeout(timer);
    } finally {
      listeners.delete(resolve);
    }
  }
}

function decodeBase64(base64: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    return Uint8Array.from(atob(base64), character => character.charCodeAt(0));
  } catch (thrown) {
    // Not base64: whoever said it is not our hook.
    if (thrown instanceof DOMException) return undefined;
    throw thrown;
  }
}

/** The message that a relay sends, apart from those of Musette's own pages. */
const isPageMessage = (message: unknown): message is { said: unknown } =>
  typeof message === 'object' && message !== null && 'said' in message;

/** Calls back with what pages say. Only this extension's own relay is heard, in a tab. */
export function onPageMessage(callback: (said: unknown, pageUrl: string) => void): void {
  browser.runtime.onMessage.addListener((message: unknown, sender) => {
    if (!isPageMessage(message) || sender.id !== browser.runtime.id || !sender.tab || !sender.url)
      return undefined;
    callback(message.said, sender.url);
    return undefined;
  });
}
