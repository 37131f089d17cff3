import { MAX_PAGE_FILE_BYTES, MAX_REPORTS } from '../capture-limits.ts';
import { EventThrottle, REPORT_EVENT } from './protocol.ts';

/** Longest event that is passed on: base64, and some names around it. */
const MAX_EVENT_LENGTH = Math.ceil(MAX_PAGE_FILE_BYTES / 3) * 4 + 16_384;

/**
 * Passes the hook's reports from the page to the background, and nothing the other way. A report may be the page's own invention:
 * only its length and rate are limited here, and the background checks the rest.
 */
export function startRelay(forward: (report: unknown) => void): void {
  const throttle = new EventThrottle(2 * MAX_REPORTS);
  addEventListener(REPORT_EVENT, event => {
    const text: unknown = event instanceof CustomEvent ? event.detail : undefined;
    if (typeof text !== 'string' || text.length > MAX_EVENT_LENGTH || !throttle.tryAcquire(Date.now())) return;
    const report = tryParse(text);
    if (report !== undefined) forward(report);
  });
}

function tryParse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON: it comes from the page, not from our hook.
    return undefined;
  }
}
