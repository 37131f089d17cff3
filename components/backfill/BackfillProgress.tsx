import { useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import {
  countByOutcome,
  countPending,
  type OutcomeCounts,
} from '../../lib/features/backfill/backfill-report.ts';
import { estimateFinish } from '../../lib/features/backfill/estimate-finish.ts';
import { backfillRequests } from '../../lib/features/backfill/requests.ts';
import { getBackoffEnd } from '../../lib/platform/backoff.ts';
import { formatNumber, formatRoughDuration, formatTimeOrDate } from '../../lib/platform/format.ts';
import { sendRequest } from '../../lib/platform/messaging.ts';
import { SECOND } from '../../lib/platform/time.ts';
import { watchBreaker } from '../../lib/services/intervals/circuit-breaker.ts';
import { useFocusRestore } from '../hooks/use-focus-restore.ts';
import { useNow } from '../hooks/use-now.ts';
import { useSubscription } from '../hooks/use-subscription.ts';
import { useTimeLeft } from '../hooks/use-time-left.ts';
import { ProblemSentence } from '../text/ProblemSentence.tsx';
import { ConfirmButton } from '../ui/ConfirmButton.tsx';
import { ProgressBar } from '../ui/ProgressBar.tsx';
import { BackfillReport } from './BackfillReport.tsx';
import { summarizeOutcomes } from './backfill-labels.ts';
import type { BackfillView } from './use-backfill.ts';
import '../ui/ProgressBar.css';

/** How the sending stands and what it waits for; when it is done, what became of everything. */
export function BackfillProgress({ view }: { view: BackfillView }) {
  const container = useRef<HTMLDivElement>(null);
  useFocusRestore(container);
  const tally = countByOutcome(view.rows);
  const all = view.rows.length;
  const open = countPending(tally);
  return (
    <div ref={container}>
      <section class="card progress" aria-label={i18n.t('missing.progress')} data-row="missing" tabIndex={-1}>
        <div class="line spread">
          <p>{open > 0 ? getProgressSummary(tally, all) : getDoneMessage(tally)}</p>
          {tally.waiting + tally.fetching > 0 && <Buttons view={view} tally={tally} />}
        </div>
        <ProgressBar label={i18n.t('missing.progress')} value={all - open} max={all} />
        {open > 0 && <WaitReason view={view} open={open} settled={all - open} />}
        <BackfillReport rows={view.rows} isDone={open === 0} />
      </section>
      {/* Read out once, at the end, and not with every recording. */}
      <p class="visually-hidden" role="status">
        {open > 0 ? '' : getDoneMessage(tally)}
      </p>
    </div>
  );
}

const createRequest = (name: 'pause' | 'resume' | 'cancel') => () =>
  void sendRequest(backfillRequests, name, {}).catch(reportError);

function Buttons({ view: { run }, tally: { waiting } }: { view: BackfillView; tally: OutcomeCounts }) {
  return (
    <div class="line">
      <button type="button" class="button slim" onClick={createRequest(run?.paused ? 'resume' : 'pause')}>
        {i18n.t(run?.paused ? 'batch.resume' : 'batch.pause')}
      </button>
      {waiting > 0 && (
        <ConfirmButton
          label={i18n.t('batch.cancel')}
          question={i18n.t('missing.cancelAsk', waiting, [formatNumber(waiting)])}
          confirmLabel={i18n.t('missing.cancelYes')}
          cancelLabel={i18n.t('batch.cancelNo')}
          class="slim quiet"
          onConfirm={createRequest('cancel')}
        />
      )}
    </div>
  );
}

/** When it will be done, or why nothing moves. */
function WaitReason({ view, open, settled }: { view: BackfillView; open: number; settled: number }) {
  const now = useNow(SECOND);
  const { run } = view;
  const breaker = useSubscription(watchBreaker);
  // The site or Intervals.icu: whoever has to be waited for.
  const waiting = [run, breaker].find(one => one && getBackoffEnd(one, now) > 0)?.backoff;
  const stopped = breaker?.blocked;
  const leftMs = useTimeLeft(settled, open, !run?.paused && !waiting);
  if (run?.paused) return <p class="progress-wait">{i18n.t('missing.paused')}</p>;
  if (stopped) {
    return (
      <p class="progress-wait">
        <ProblemSentence problem={stopped} more={i18n.t('batch.stopped')} />
      </p>
    );
  }
  if (breaker?.paused) return <p class="progress-wait">{i18n.t('missing.outboxPaused')}</p>;
  if (waiting) {
    return (
      <div class="line spread progress-wait">
        <p>
          <ProblemSentence problem={waiting.problem} />{' '}
          {i18n.t('missing.goesOn', { time: formatTimeOrDate(waiting.until, now) })}
        </p>
        {waiting === run?.backoff && (
          <button type="button" class="button slim" onClick={createRequest('resume')}>
            {i18n.t('batch.tryNow')}
          </button>
        )}
      </div>
    );
  }
  return <p class="muted small">{getTimeLeftMessage(view, open, leftMs, now)}</p>;
}

/** Nothing where it would be a guess; where the day's limit is in the way, that first. */
function getTimeLeftMessage(
  view: BackfillView,
  open: number,
  leftMs: number | undefined,
  now: number,
): string {
  const paceMs = leftMs === undefined ? 2 * SECOND : leftMs / open;
  const at = estimateFinish(
    { remaining: open, paceMs, remainingToday: view.remainingToday, perDay: view.perDay },
    now,
  );
  if (open > view.remainingToday) {
    return i18n.t('missing.dayLimit', {
      n: formatNumber(view.remainingToday),
      time: formatTimeOrDate(at, now),
    });
  }
  return leftMs === undefined
    ? i18n.t('missing.stays')
    : i18n.t('batch.left', { time: formatRoughDuration(leftMs) });
}

/** "12 of 40 recordings done · 10 uploaded · 2 already on Intervals.icu" */
function getProgressSummary(tally: OutcomeCounts, all: number): string {
  const done = i18n.t('batch.progress', {
    done: formatNumber(all - countPending(tally)),
    all: formatNumber(all),
  });
  return [done, summarizeOutcomes(tally)].filter(Boolean).join(' · ');
}

const getDoneMessage = (tally: OutcomeCounts): string =>
  i18n.t('batch.done', { summary: summarizeOutcomes(tally) });
