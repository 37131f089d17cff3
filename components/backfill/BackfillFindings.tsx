import { useMemo, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { BackfillOutcome, BackfillReportRow } from '../../lib/features/backfill/backfill-report.ts';
import {
  type BackfillFinding,
  type BackfillSearch,
  isSendable,
  VERDICTS,
  type Verdict,
} from '../../lib/features/backfill/backfill-search.ts';
import { estimateFinish } from '../../lib/features/backfill/estimate-finish.ts';
import { backfillRequests } from '../../lib/features/backfill/requests.ts';
import { formatNumber, formatTimeOrDate } from '../../lib/platform/format.ts';
import { sendRequest } from '../../lib/platform/messaging.ts';
import { SECOND } from '../../lib/platform/time.ts';
import { useActions } from '../hooks/use-actions.ts';
import { ProblemSentence } from '../text/ProblemSentence.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { SegmentedControl } from '../ui/SegmentedControl.tsx';
import { BackfillTable } from './BackfillTable.tsx';
import { VERDICT_LABELS } from './backfill-labels.ts';
import type { BackfillView } from './use-backfill.ts';

type ShownVerdict = Verdict | 'all';

/** The findings, to select from. Missing activities are selected already. */
export function BackfillFindings({ view, search }: { view: BackfillView; search: BackfillSearch }) {
  const { findings } = view;
  const counts = useMemo(() => countByVerdict(findings), [findings]);
  const [shown, setShown] = useState<ShownVerdict>(counts.missing > 0 ? 'missing' : 'all');
  const [selected, setSelected] = useState<ReadonlySet<string>>(() => getActivityIds(findings, isMissing));
  const outcomes = useOutcomes(view);
  if (findings.length === 0) return <EmptyState title={i18n.t('missing.nothing')} />;
  const canSelect = (finding: BackfillFinding) =>
    isSendable(finding) && canSendAgain(outcomes.get(finding.activity.id));
  const chosen = findings.filter(finding => selected.has(finding.activity.id) && canSelect(finding));
  return (
    <>
      {counts.missing + counts.unsure + counts.strava === 0 && <EmptyState title={i18n.t('missing.everything')} />}
      <p role="status">
        {i18n.t('missing.summary', {
          there: formatNumber(counts.there),
          all: formatNumber(counts.all),
          n: formatNumber(counts.missing),
          time: formatTimeOrDate(search.startedAt, Date.now()),
        })}
      </p>
      {findings.some(isSendable) && <SendBar view={view} ids={chosen.map(({ activity }) => activity.id)} />}
      <VerdictFilter counts={counts} value={shown} onChange={setShown} />
      <BackfillTable
        findings={shown === 'all' ? findings : findings.filter(({ verdict }) => verdict === shown)}
        site={search.site}
        selected={selected}
        canSelect={canSelect}
        outcomes={outcomes}
        onSelect={(ids, on) =>
          setSelected(before => (on ? before.union(new Set(ids)) : before.difference(new Set(ids))))
        }
      />
    </>
  );
}

const isMissing = ({ verdict }: BackfillFinding): boolean => verdict === 'missing';

const getActivityIds = (
  findings: BackfillFinding[],
  matches: (finding: BackfillFinding) => boolean,
): ReadonlySet<string> => new Set(findings.filter(matches).map(({ activity }) => activity.id));

/** Whether an activity can be selected: not one that is on its way or was sent. */
const canSendAgain = (outcome: BackfillOutcome | undefined): boolean =>
  outcome === undefined || outcome === 'failed' || outcome === 'removed';

function countByVerdict(findings: BackfillFinding[]): Record<ShownVerdict, number> {
  const counts: Record<ShownVerdict, number> = {
    all: findings.length,
    missing: 0,
    unsure: 0,
    strava: 0,
    'no-file': 0,
    there: 0,
  };
  for (const verdict of VERDICTS) counts[verdict] = findings.filter(finding => finding.verdict === verdict).length;
  return counts;
}

/** The outcome of each activity of this search. The map is stable while nothing changed: thousands of rows depend on it. */
function useOutcomes({ rows, search }: BackfillView): ReadonlyMap<string, BackfillOutcome> {
  const relevant = rows.filter(line => search && isOfSearch(line, search));
  const key = relevant.map(({ job, outcome }) => `${job.activity.id} ${outcome}`).join();
  return useMemo(() => new Map(relevant.map(({ job, outcome }) => [job.activity.id, outcome])), [key]);
}

/** A recording that was sent before the search and is missing again was deleted since. */
const isOfSearch = ({ job, outcome }: BackfillReportRow, { site, athlete, startedAt }: BackfillSearch): boolean =>
  job.site === site && job.athlete === athlete && (job.addedAt >= startedAt || OPEN_OUTCOMES.has(outcome));

const OPEN_OUTCOMES = new Set<BackfillOutcome>(['waiting', 'fetching', 'on-the-way']);

const SEND_ACTION = 'send';

function SendBar({ view, ids }: { view: BackfillView; ids: string[] }) {
  const { run, busy, problems } = useActions();
  const problem = problems.get(SEND_ACTION);
  const isDisabled = ids.length === 0 || busy.has(SEND_ACTION);
  return (
    <div class="backfill-send">
      <button
        type="button"
        class="button primary"
        aria-disabled={isDisabled}
        onClick={() => !isDisabled && run(SEND_ACTION, () => sendRequest(backfillRequests, 'start', { ids }))}
      >
        {i18n.t('missing.send', ids.length, [formatNumber(ids.length)])}
      </button>
      <p class="muted small" role="status">
        {problem ? (
          <ProblemSentence problem={problem} />
        ) : (
          ids.length > view.remainingToday && getLimitMessage(view, ids.length)
        )}
      </p>
    </div>
  );
}

function getLimitMessage({ remainingToday, perDay }: BackfillView, remaining: number): string {
  const now = Date.now();
  const at = estimateFinish({ remaining, paceMs: 2 * SECOND, remainingToday, perDay }, now);
  return i18n.t('missing.dayLimit', { n: formatNumber(remainingToday), time: formatTimeOrDate(at, now) });
}

interface VerdictFilterProps {
  counts: Record<ShownVerdict, number>;
  value: ShownVerdict;
  onChange: (shown: ShownVerdict) => void;
}

/** Filters the list by verdict. Offers only verdicts that occur. */
function VerdictFilter({ counts, value, onChange }: VerdictFilterProps) {
  const choices: ShownVerdict[] = ['all', ...VERDICTS.filter(verdict => counts[verdict] > 0 || verdict === value)];
  return (
    <div class="filter">
      <SegmentedControl
        legend={i18n.t('list.filter')}
        options={choices}
        value={value}
        getLabel={choice => getVerdictLabel(choice, counts[choice])}
        onChange={onChange}
      />
    </div>
  );
}

const getVerdictLabel = (choice: ShownVerdict, count: number): string =>
  choice === 'all'
    ? i18n.t('list.all', { n: formatNumber(count) })
    : i18n.t('list.filterOne', { state: VERDICT_LABELS[choice], n: formatNumber(count) });
