import { MAX_PAGE_FILE_BYTES, MAX_REPORTS } from '../capture-limits.ts';
import { isRecordingReport } from './looks-like-recording.ts';
import { EventThrottle, type HookReport, REPORT_EVENT } from './protocol.ts';

/** Longest event that is passed on: base64, and some names around it. */
const MAX_EVENT_LENGTH = Math.ceil(MAX_PAGE_FILE_BYTES / 3) * 4 + 16_384;

/**
 * Passes the hook's reports from the page to the background, and nothing the other way. A report may be the page's own invention:
 * its length, its rate and its start are checked here, in the page's own process, and the background checks everything again.
 */
export function startRelay(forward: (report: unknown) => void): void {
  const throttle = new EventThrottle(2 * MAX_REPORTS);
  addEventListener(REPORT_EVENT, event => {
    const text: unknown = event instanceof CustomEvent ? event.detail : undefined;
    if (typeof text !== 'string' || text.length > MAX_EVENT_LENGTH || !throttle.tryAcquire(Date.now())) return;
    const report = tryParse(text);
    if (isReport(report) && isRecordingReport(report)) forward(report);
  });
}

const isReport = (report: unknown): report is Pick<HookReport, 'how' | 'base64'> =>
  typeof report === 'object' &&
  report !== null &&
  'base64' in report &&
  typeof report.base64 === 'string' &&
  'how' in report &&
  (report.how === 'click' || report.how === 'fetch');

function tryParse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON: it comes from the page, not from our hook.
    return undefined;
  }
}
