import { browser } from 'wxt/browser';
import { SECOND } from './time.ts';

/**
 * Keeps the background alive while `work` is under way, and no longer.
 *
 * Chromium stops an extension's worker after 30 s without an event or an API call, even with a request in flight:
 * an upload over a slow line would be cut at 30 s each time, for ever (measured 2026-11-22 in Chromium 156 with a reply
 * that took 100 s: cut after 30 s; with a call every 20 s the reply arrived).
 * https://developer.chrome.com/docs/extensions/develop/concepts/service-workers/lifecycle
 */
export async function withKeepAlive<Result>(work: Promise<Result>): Promise<Result> {
  const heartbeat = setInterval(() => void browser.runtime.getPlatformInfo(), 20 * SECOND);
  try {
    return await work;
  } finally {
    clearInterval(heartbeat);
  }
}
