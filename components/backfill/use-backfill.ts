import { useEffect, useRef, useState } from 'preact/hooks';
import { browser } from 'wxt/browser';
import type { BackfillRun } from '../../lib/features/backfill/backfill-job.ts';
import { type BackfillReportRow, createBackfillReport } from '../../lib/features/backfill/backfill-report.ts';
import type { BackfillFinding, BackfillSearch } from '../../lib/features/backfill/backfill-search.ts';
import {
  getBackfillRun,
  getFindings,
  getSearch,
  listBackfillJobs,
} from '../../lib/features/backfill/backfill-store.ts';
import { backfillRequests } from '../../lib/features/backfill/requests.ts';
import { getUploads } from '../../lib/features/uploads/upload-store.ts';
import { sendRequest } from '../../lib/platform/messaging.ts';
import { type PlainProblem, Problem } from '../../lib/platform/problem.ts';
import { getCurrentLimits, getRemainingToday } from '../../lib/services/intervals/rate-limiter.ts';
import { liveQuery } from '../hooks/live-query.ts';

/** What a page shows of what is missing. */
export interface BackfillView {
  search: BackfillSearch | undefined;
  /** The same array as long as they are those of the same search. */
  findings: BackfillFinding[];
  run: BackfillRun | undefined;
  rows: BackfillReportRow[];
  /** Requests to Intervals.icu: those that the day has room for, and those of a whole day. */
  remainingToday: number;
  perDay: number;
}

export interface BackfillState {
  view?: BackfillView;
  problem?: PlainProblem;
}

/** The newest search and the plan, live. */
export function useBackfill(): BackfillState {
  const [reading, setReading] = useState<BackfillState>({});
  const last = useRef<BackfillView | undefined>(undefined);
  useEffect(() => {
    const read = async (isCurrent: () => boolean) => {
      const view = await readBackfill(last.current);
      if (!isCurrent()) return;
      last.current = view;
      setReading({ view });
    };
    const handleError = (thrown: unknown) => setReading({ problem: Problem.from(thrown).toPlain() });
    return liveQuery(read, handleError, ['missing', 'outbox']);
  }, []);
  useResumeOnTabLoad(reading.view?.run);
  return reading;
}

async function readBackfill(before: BackfillView | undefined): Promise<BackfillView> {
  const [search, run, jobs, remaining, { perDay }] = await Promise.all([
    getSearch(),
    getBackfillRun(),
    listBackfillJobs(),
    getRemainingToday(),
    getCurrentLimits(),
  ]);
  const isSame = before?.search?.id === search?.id && before?.search?.state === search?.state;
  const findings = isSame && before ? before.findings : await getFindings();
  const ids = jobs.flatMap(({ state }) => (state.name === 'handed' ? state.uploads : []));
  const rows = createBackfillReport(jobs, await getUploads(ids));
  return { search, findings, run, rows, remainingToday: remaining, perDay };
}

/** The page sees at once that a tab of the site is back, of which a worker that sleeps does not hear. */
function useResumeOnTabLoad(plan: BackfillRun | undefined): void {
  const isWaiting = plan?.backoff !== undefined && !plan.paused;
  useEffect(() => {
    if (!isWaiting) return;
    const handleUpdated = (
      _tab: number,
      { status }: { status?: string | undefined },
      { url }: { url?: string | undefined },
    ) => {
      // Addresses are shown of those sites alone that Musette may work on.
      if (status === 'complete' && url?.startsWith('https://'))
        void sendRequest(backfillRequests, 'resume', {}).catch(reportError);
    };
    browser.tabs.onUpdated.addListener(handleUpdated);
    return () => browser.tabs.onUpdated.removeListener(handleUpdated);
  }, [isWaiting]);
}
