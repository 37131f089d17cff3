import { useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import { describeOtherOutcomes } from '../../lib/features/uploads/batch-summary.ts';
import type { UploadCounts } from '../../lib/features/uploads/upload-store.ts';
import { getBackoffEnd } from '../../lib/platform/backoff.ts';
import { isServerPause } from '../../lib/platform/error-policy.ts';
import { formatNumber, formatRoughDuration, formatTimeOrDate } from '../../lib/platform/format.ts';
import type { BreakerState } from '../../lib/services/intervals/circuit-breaker.ts';
import { useFocusRestore } from '../hooks/use-focus-restore.ts';
import { ProblemSentence } from '../text/ProblemSentence.tsx';
import { ConfirmButton } from '../ui/ConfirmButton.tsx';
import { ProgressBar } from '../ui/ProgressBar.tsx';
import { getNextAttemptAt } from './next-attempt.ts';
import type { UploadsView } from './use-uploads.ts';
import '../ui/ProgressBar.css';

interface Props {
  view: UploadsView;
  breaker: BreakerState;
  now: number;
  leftMs: number | undefined;
  /** The rest is being removed. */
  cancelling: boolean;
  onPause: () => void;
  onResume: () => void;
  onCancelRest: () => void;
}

/** The progress of a batch, what it waits for, and its buttons; when it is done, its outcomes. */
export function BatchProgress({ view, breaker, now, onPause, onResume, ...buttons }: Props) {
  const container = useRef<HTMLDivElement>(null);
  useFocusRestore(container);
  const working = view.counts.queued + view.counts.sending > 0;
  const all = countAll(view.batch);
  const settled = all - view.batch.queued - view.batch.sending;
  return (
    <div ref={container}>
      <section class="card progress" aria-label={i18n.t('batch.label')} data-row="batch" tabIndex={-1}>
        <div class="line spread">
          <p>{working ? summarizeProgress(view) : summarizeFinishedBatch(view.batch)}</p>
          {working && <Buttons {...buttons} view={view} breaker={breaker} onPause={onPause} onResume={onResume} />}
        </div>
        <ProgressBar label={i18n.t('batch.label')} value={settled} max={all} />
        {working && <WaitReason view={view} breaker={breaker} now={now} onTryNow={onResume} />}
      </section>
      {/* Announced once, at the end, and not with every recording. */}
      <p class="visually-hidden" role="status">
        {working ? '' : summarizeFinishedBatch(view.batch)}
      </p>
    </div>
  );
}

function Buttons({ view, breaker, leftMs, cancelling, onPause, onResume, onCancelRest }: Omit<Props, 'now'>) {
  const { queued } = view.counts;
  return (
    <div class="line">
      {leftMs !== undefined && (
        <span class="muted small">{i18n.t('batch.left', { time: formatRoughDuration(leftMs) })}</span>
      )}
      <button type="button" class="button slim" onClick={breaker.paused ? onResume : onPause}>
        {breaker.paused ? i18n.t('batch.resume') : i18n.t('batch.pause')}
      </button>
      {queued > 0 && (
        <ConfirmButton
          label={cancelling ? i18n.t('batch.cancelling') : i18n.t('batch.cancel')}
          question={i18n.t('batch.cancelAsk', queued, [formatNumber(queued)])}
          confirmLabel={i18n.t('batch.cancelYes')}
          cancelLabel={i18n.t('batch.cancelNo')}
          class="slim quiet"
          busy={cancelling}
          onConfirm={onCancelRest}
        />
      )}
    </div>
  );
}

/** Why the batch does not move, if it does not. */
function WaitReason({
  view,
  breaker,
  now,
  onTryNow,
}: Pick<Props, 'view' | 'breaker' | 'now'> & { onTryNow: () => void }) {
  const at = getNextAttemptAt(view, breaker, now);
  if (breaker.paused) return <p class="progress-wait">{i18n.t('batch.paused')}</p>;
  if (at === undefined) return null;
  const problem = getBackoffEnd(breaker, now) > 0 ? breaker.backoff?.problem : undefined;
  return (
    <div class="line spread progress-wait">
      <p>
        {problem && <ProblemSentence problem={problem} />}{' '}
        {i18n.t('batch.continues', { time: formatTimeOrDate(at, now) })}
      </p>
      {!(problem && isServerPause(problem)) && (
        <button type="button" class="button slim" onClick={onTryNow}>
          {i18n.t('batch.tryNow')}
        </button>
      )}
    </div>
  );
}

/** "62 of 100 uploaded · 3 already on Intervals.icu · 1 needs your input" */
function summarizeProgress({ batch, counts }: UploadsView): string {
  const { uploaded, queued, sending } = batch;
  if (queued + sending === 0) {
    return i18n.t('batch.pending', { n: formatNumber(counts.queued + counts.sending) });
  }
  const sent = i18n.t('batch.sent', { done: formatNumber(uploaded), all: formatNumber(countAll(batch)) });
  return [sent, ...describeOtherOutcomes(batch)].join(' · ');
}

/** "All done: 96 uploaded · 3 already on Intervals.icu · 1 needs your input" */
function summarizeFinishedBatch(batch: UploadCounts): string {
  const uploaded = batch.uploaded > 0 ? [i18n.t('batch.uploaded', { n: formatNumber(batch.uploaded) })] : [];
  return i18n.t('batch.done', { summary: [...uploaded, ...describeOtherOutcomes(batch)].join(' · ') });
}

const countAll = (counts: UploadCounts): number => Object.values(counts).reduce((sum, n) => sum + n, 0);
