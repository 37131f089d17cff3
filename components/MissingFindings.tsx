import { useMemo, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { send } from '../lib/messages.ts';
import { finishAt } from '../lib/missing/forecast.ts';
import type { Line, Outcome } from '../lib/missing/report.ts';
import { type Finding, isSendable, type Search, VERDICTS, type Verdict } from '../lib/missing/search.ts';
import { SECOND } from '../lib/time.ts';
import { moment, number } from './format.ts';
import { MissingFilter } from './MissingFilter.tsx';
import { MissingTable } from './MissingTable.tsx';
import { ProblemSentence } from './Sentence.tsx';
import { useActions } from './use-actions.ts';
import type { MissingView } from './use-missing.ts';

export type Shown = Verdict | 'all';

/** What was found, to choose from. What is missing is chosen already. */
export function MissingFindings({ view, search }: { view: MissingView; search: Search }) {
  const { findings } = view;
  const counts = useMemo(() => countsOf(findings), [findings]);
  const [shown, setShown] = useState<Shown>(counts.missing > 0 ? 'missing' : 'all');
  const [ticked, setTicked] = useState<ReadonlySet<string>>(() => idsOf(findings, isMissing));
  const outcomes = useOutcomes(view);
  if (findings.length === 0) return <Nothing title={i18n.t('missing.nothing')} />;
  const canTick = (finding: Finding) => isSendable(finding) && isAgain(outcomes.get(finding.activity.id));
  const chosen = findings.filter(finding => ticked.has(finding.activity.id) && canTick(finding));
  return (
    <>
      {counts.missing + counts.unsure + counts.strava === 0 && (
        <Nothing title={i18n.t('missing.everything')} />
      )}
      <p role="status">
        {i18n.t('missing.summary', {
          there: number(counts.there),
          all: number(counts.all),
          n: number(counts.missing),
          time: moment(search.startedAt, Date.now()),
        })}
      </p>
      {findings.some(isSendable) && <SendBar view={view} ids={chosen.map(({ activity }) => activity.id)} />}
      <MissingFilter counts={counts} shown={shown} onShown={setShown} />
      <MissingTable
        findings={shown === 'all' ? findings : findings.filter(({ verdict }) => verdict === shown)}
        site={search.site}
        ticked={ticked}
        canTick={canTick}
        outcomes={outcomes}
        onTick={(ids, on) =>
          setTicked(before => (on ? before.union(new Set(ids)) : before.difference(new Set(ids))))
        }
      />
    </>
  );
}

const isMissing = ({ verdict }: Finding): boolean => verdict === 'missing';

const idsOf = (findings: Finding[], fits: (finding: Finding) => boolean): ReadonlySet<string> =>
  new Set(findings.filter(fits).map(({ activity }) => activity.id));

/** What is on its way or was sent is not sent again by accident. */
const isAgain = (outcome: Outcome | undefined): boolean =>
  outcome === undefined || outcome === 'failed' || outcome === 'removed';

function countsOf(findings: Finding[]): Record<Shown, number> {
  const counts: Record<Shown, number> = {
    all: findings.length,
    missing: 0,
    unsure: 0,
    strava: 0,
    'no-file': 0,
    there: 0,
  };
  for (const verdict of VERDICTS)
    counts[verdict] = findings.filter(finding => finding.verdict === verdict).length;
  return counts;
}

/** How far each activity of this search has come; the same map as long as nothing changed, for thousands of rows hang on it. */
function useOutcomes({ lines, search }: MissingView): ReadonlyMap<string, Outcome> {
  const own = lines.filter(line => search && concerns(line, search));
  const key = own.map(({ job, outcome }) => `${job.activity.id} ${outcome}`).join();
  return useMemo(() => new Map(own.map(({ job, outcome }) => [job.activity.id, outcome])), [key]);
}

/** What was sent before the search, and is missing all the same, was deleted since. */
const concerns = ({ job, outcome }: Line, { site, athlete, startedAt }: Search): boolean =>
  job.site === site && job.athlete === athlete && (job.addedAt >= startedAt || OPEN.has(outcome));

const OPEN = new Set<Outcome>(['waiting', 'fetching', 'on-the-way']);

function Nothing({ title }: { title: string }) {
  return (
    <section class="outbox-empty">
      <h2>{title}</h2>
    </section>
  );
}

const SEND = 'send';

function SendBar({ view, ids }: { view: MissingView; ids: string[] }) {
  const { run, busy, problems } = useActions();
  const problem = problems.get(SEND);
  const off = ids.length === 0 || busy.has(SEND);
  return (
    <div class="missing-send">
      <button
        type="button"
        class="button primary"
        aria-disabled={off}
        onClick={() => !off && run(SEND, () => send('sendMissing', { ids }))}
      >
        {i18n.t('missing.send', ids.length, [number(ids.length)])}
      </button>
      <p class="muted small" role="status">
        {problem ? (
          <ProblemSentence problem={problem} />
        ) : (
          ids.length > view.leftToday && limitWords(view, ids.length)
        )}
      </p>
    </div>
  );
}

function limitWords({ leftToday, perDay }: MissingView, left: number): string {
  const now = Date.now();
  const at = finishAt({ left, paceMs: 2 * SECOND, leftToday, perDay }, now);
  return i18n.t('missing.dayLimit', { n: number(leftToday), time: moment(at, now) });
}
