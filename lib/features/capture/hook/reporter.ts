import { FETCH_REPORT_DELAY_MS, MAX_BLOBS, MAX_PAGE_FILE_BYTES, MAX_REPORTS } from '../capture-limits.ts';
import { EventThrottle } from './event-throttle.ts';
import { HOOK_SNIFF_BYTES, looksLikeRecording } from './looks-like-recording.ts';
import { type HookReport, REPORT_EVENT } from './protocol.ts';

/** Tells the relay of bytes that may be a recording, now and then, and of nothing else. */
export type Report = (how: HookReport['how'], url: string, name: string, blob: Blob) => Promise<void>;

export function createReporter(): Report {
  // Apart, so that a page that fetches all day does not use up what is for the files that it gives out.
  const throttles = { click: new EventThrottle(MAX_REPORTS), fetch: new EventThrottle(MAX_REPORTS) };
  let saved = { size: 0, at: 0 };
  let reading = 0;

  const readStart = async (blob: Blob): Promise<Uint8Array> => {
    reading += 1;
    try {
      return new Uint8Array(await blob.slice(0, HOOK_SNIFF_BYTES).arrayBuffer());
    } finally {
      reading -= 1;
    }
  };

  return async (how, url, name, blob) => {
    if (blob.size === 0 || blob.size > MAX_PAGE_FILE_BYTES || reading >= MAX_BLOBS) return;
    if (!looksLikeRecording(await readStart(blob), how)) return;
    // Fetched, and saved a moment later: told already.
    const now = Date.now();
    if (how === 'fetch' && blob.size === saved.size && now - saved.at < 2 * FETCH_REPORT_DELAY_MS) return;
    if (!throttles[how].tryAcquire(now)) return;
    if (how === 'click') saved = { size: blob.size, at: now };
    const base64 = new Uint8Array(await blob.arrayBuffer()).toBase64();
    const report: HookReport = { how, url, name, base64 };
    dispatchEvent(new CustomEvent(REPORT_EVENT, { detail: JSON.stringify(report) }));
  };
}
