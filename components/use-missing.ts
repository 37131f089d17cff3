import { useEffect, useRef, useState } from 'preact/hooks';
import { browser } from 'wxt/browser';
import { send } from '../lib/messages.ts';
import type { Plan } from '../lib/missing/job.ts';
import { type Line, reportOf } from '../lib/missing/report.ts';
import type { Finding, Search } from '../lib/missing/search.ts';
import { getFindings, getPlan, getSearch, listJobs } from '../lib/missing/store.ts';
import { getUploads } from '../lib/outbox/store.ts';
import { type PlainProblem, Problem } from '../lib/problem.ts';
import { getLimits, leftToday } from '../lib/turns.ts';
import { keepReading } from './keep-reading.ts';

/** What a page shows of what is missing. */
export interface MissingView {
  search: Search | undefined;
  /** The same array as long as they are those of the same search. */
  findings: Finding[];
  plan: Plan | undefined;
  lines: Line[];
  /** Requests to Intervals.icu: those that the day has room for, and those of a whole day. */
  leftToday: number;
  perDay: number;
}

export interface MissingReading {
  view?: MissingView;
  problem?: PlainProblem;
}

/** The newest search and the plan, live. */
export function useMissing(): MissingReading {
  const [reading, setReading] = useState<MissingReading>({});
  const last = useRef<MissingView | undefined>(undefined);
  useEffect(() => {
    const read = async (isCurrent: () => boolean) => {
      const view = await readMissing(last.current);
      if (!isCurrent()) return;
      last.current = view;
      setReading({ view });
    };
    const failed = (thrown: unknown) => setReading({ problem: Problem.from(thrown).toPlain() });
    return keepReading(read, failed, ['missing', 'outbox']);
  }, []);
  useGoOn(reading.view?.plan);
  return reading;
}

async function readMissing(before: MissingView | undefined): Promise<MissingView> {
  const [search, plan, jobs, left, { perDay }] = await Promise.all([
    getSearch(),
    getPlan(),
    listJobs(),
    leftToday(),
    getLimits(),
  ]);
  const isSame = before?.search?.id === search?.id && before?.search?.state === search?.state;
  const findings = isSame && before ? before.findings : await getFindings();
  const ids = jobs.flatMap(({ state }) => (state.name === 'handed' ? state.uploads : []));
  const lines = reportOf(jobs, await getUploads(ids));
  return { search, findings, plan, lines, leftToday: left, perDay };
}

/** The page sees at once that a tab of the site is back, of which a worker that sleeps does not hear. */
function useGoOn(plan: Plan | undefined): void {
  const waits = plan?.waiting !== undefined && !plan.paused;
  useEffect(() => {
    if (!waits) return;
    const look = (
      _tab: number,
      { status }: { status?: string | undefined },
      { url }: { url?: string | undefined },
    ) => {
      // Addresses are shown of those sites alone that Musette may work on.
      if (status === 'complete' && url?.startsWith('https://'))
        void send('resumeMissing', {}).catch(reportError);
    };
    browser.tabs.onUpdated.addListener(look);
    return () => browser.tabs.onUpdated.removeListener(look);
  }, [waits]);
}
