import { browser } from 'wxt/browser';
import * as z from 'zod/mini';
import { safeName } from '../files/names.ts';
import { SNIFF_BYTES, sniff } from '../files/sniff.ts';
import { type CaptureSite, getSettings } from '../settings.ts';
import { allowed } from './access.ts';
import { hostOf, type Told } from './download.ts';
import { HEARING_MS, MAX_HEARD_BYTES } from './limits.ts';
import { type Heard, keepHeard, takeHeard } from './store.ts';

/**
 * What the relay in a page passes on. A page can say whatever it likes: this is a claim, not a fact, and its bytes are worth as
 * much as any file that somebody dropped.
 */
const saidSchema = z.object({
  how: z.enum(['click', 'fetch']),
  url: z.string().check(z.maxLength(4096)),
  name: z.string().check(z.maxLength(1024)),
  base64: z.string().check(z.minLength(4), z.maxLength(Math.ceil(MAX_HEARD_BYTES / 3) * 4)),
});

/** What was heard, and on which of the sites that the person switched on. */
export interface HeardOn {
  heard: Heard;
  site: CaptureSite;
}

/** Keeps what a page told, if it may tell anything and if it looks like a recording; undefined otherwise. */
export async function hear(said: unknown, pageUrl: string): Promise<HeardOn | undefined> {
  const site = await siteOf(pageUrl);
  const parsed = saidSchema.safeParse(said);
  if (!site || !parsed.success) return undefined;
  const { base64, name, ...told } = parsed.data;
  const bytes = bytesOf(base64);
  const kind = bytes && sniff(bytes.subarray(0, SNIFF_BYTES));
  if (!bytes || !kind || !CARRIES.has(kind)) return undefined;
  const heard = {
    ...told,
    page: site.host,
    name: safeName(name),
    at: Date.now(),
    size: bytes.length,
    bytes: new Blob([bytes]),
  };
  await keepHeard(heard);
  for (const look of listeners) look();
  return { heard, site };
}

const CARRIES = new Set(['fit', 'zip', 'gzip', 'xml']);

/** The site that the person switched on and that this page belongs to. */
async function siteOf(address: string): Promise<CaptureSite | undefined> {
  const host = hostOf(address);
  const { captureSites } = await getSettings();
  const site = captureSites.find(candidate => candidate.host === host);
  return site && (await allowed(address)) ? site : undefined;
}

const listeners = new Set<() => void>();

/**
 * What was heard and fits. A blob is read and carried here while the browser saves it: where one of a site that was switched on is
 * missing, it may still be on its way.
 */
export async function awaitHeard(fits: (told: Told) => boolean, address: string): Promise<Heard | undefined> {
  const until = Date.now() + HEARING_MS;
  for (;;) {
    const { promise: news, resolve } = Promise.withResolvers<void>();
    listeners.add(resolve);
    try {
      const heard = await takeHeard(fits);
      const leftMs = until - Date.now();
      if (heard || leftMs <= 0 || !address.startsWith('blob:') || !(await siteOf(address))) return heard;
      const timer = setTimeout(resolve, leftMs);
      await news;
      clearTimeout(timer);
    } finally {
      listeners.delete(resolve);
    }
  }
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    return Uint8Array.from(atob(base64), character => character.charCodeAt(0));
  } catch (thrown) {
    // Not base64: whoever said it is not our hook.
    if (thrown instanceof DOMException) return undefined;
    throw thrown;
  }
}

/** The message that a relay sends, apart from those of Musette's own pages. */
const isSaid = (message: unknown): message is { said: unknown } =>
  typeof message === 'object' && message !== null && 'said' in message;

/** Calls back with what pages say. Only this extension's own relay is heard, in a tab. */
export function onSaid(callback: (said: unknown, pageUrl: string) => void): void {
  browser.runtime.onMessage.addListener((message: unknown, sender) => {
    if (!isSaid(message) || sender.id !== browser.runtime.id || !sender.tab || !sender.url) return undefined;
    callback(message.said, sender.url);
    return undefined;
  });
}
