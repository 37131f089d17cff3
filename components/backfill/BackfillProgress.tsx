import { useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import { countByOutcome, countPending, type OutcomeCounts } from '../../lib/features/backfill/backfill-report.ts';
import { backfillRequests } from '../../lib/features/backfill/requests.ts';
import { formatNumber } from '../../lib/platform/format.ts';
import { sendRequest } from '../../lib/platform/messaging.ts';
import { useFocusRestore } from '../hooks/use-focus-restore.ts';
import { ConfirmButton } from '../ui/ConfirmButton.tsx';
import { ProgressBar } from '../ui/ProgressBar.tsx';
import { BackfillReport } from './BackfillReport.tsx';
import { BackfillWaitReason } from './BackfillWaitReason.tsx';
import { summarizeOutcomes } from './backfill-labels.ts';
import type { BackfillView } from './use-backfill.ts';
import '../ui/ProgressBar.css';

/** The progress of Find missing and what it waits for; when it is done, the outcomes. */
export function BackfillProgress({ view }: { view: BackfillView }) {
  const container = useRef<HTMLDivElement>(null);
  useFocusRestore(container);
  const counts = countByOutcome(view.rows);
  const all = view.rows.length;
  const open = countPending(counts);
  return (
    <div ref={container}>
      <section class="card progress" aria-label={i18n.t('missing.progress')} data-row="missing" tabIndex={-1}>
        <div class="line spread">
          <p>{open > 0 ? getProgressSummary(counts, all) : getDoneMessage(counts)}</p>
          {counts.waiting + counts.fetching > 0 && <Buttons view={view} counts={counts} />}
        </div>
        <ProgressBar label={i18n.t('missing.progress')} value={all - open} max={all} />
        {open > 0 && (
          <BackfillWaitReason view={view} open={open} settled={all - open} onTryNow={createRequest('resume')} />
        )}
        <BackfillReport rows={view.rows} isDone={open === 0} />
      </section>
      {/* Announced once, at the end, and not with every recording. */}
      <p class="visually-hidden" role="status">
        {open > 0 ? '' : getDoneMessage(counts)}
      </p>
    </div>
  );
}

const createRequest = (name: 'pause' | 'resume' | 'cancel') => () =>
  void sendRequest(backfillRequests, name, {}).catch(reportError);

function Buttons({ view: { run }, counts: { waiting } }: { view: BackfillView; counts: OutcomeCounts }) {
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

/** "12 of 40 recordings done · 10 uploaded · 2 already on Intervals.icu" */
function getProgressSummary(counts: OutcomeCounts, all: number): string {
  const done = i18n.t('batch.progress', {
    done: formatNumber(all - countPending(counts)),
    all: formatNumber(all),
  });
  return [done, summarizeOutcomes(counts)].filter(Boolean).join(' · ');
}

const getDoneMessage = (counts: OutcomeCounts): string => i18n.t('batch.done', { summary: summarizeOutcomes(counts) });
