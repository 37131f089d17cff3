import { MAX_PAGE_FILE_BYTES, MAX_REPORTS } from '../capture-limits.ts';
import { EventThrottle } from './event-throttle.ts';
import { REPORT_EVENT } from './protocol.ts';

/** Longest event that is passed on: base64 and some names around it. */
const MAX_EVENT_LENGTH = Math.ceil(MAX_PAGE_FILE_BYTES / 3) * 4 + 16_384;

/**
 * Passes on what the hook says, from the page to the background and never the other way. What it says may be the page's own
 * invention: only how much and how often is looked at here, the rest is for the background to judge.
 */
export function startRelay(forward: (report: unknown) => void): void {
  const throttle = new EventThrottle(2 * MAX_REPORTS);
  addEventListener(REPORT_EVENT, event => {
    const text: unknown = event instanceof CustomEvent ? event.detail : undefined;
    if (typeof text !== 'string' || text.length > MAX_EVENT_LENGTH || !throttle.tryAcquire(Date.now()))
      return;
    const said = tryParse(text);
    if (said !== undefined) forward(said);
  });
}

function tryParse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON: the page speaks, and not our hook.
    return undefined;
  }
}
