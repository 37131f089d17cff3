import { useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import {
  countByOutcome,
  countPending,
  type OutcomeCounts,
} from '../../lib/features/backfill/backfill-report.ts';
import { formatNumber } from '../../lib/platform/format.ts';
import type { MessageName } from '../../lib/platform/messaging.ts';
import { sendMessage } from '../../lib/platform/messaging.ts';
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
        {open > 0 && (
          <BackfillWaitReason
            view={view}
            open={open}
            settled={all - open}
            onTryNow={createRequest('resumeMissing')}
          />
        )}
        <BackfillReport rows={view.rows} isDone={open === 0} />
      </section>
      {/* Announced once, at the end, and not with every recording. */}
      <p class="visually-hidden" role="status">
        {open > 0 ? '' : getDoneMessage(tally)}
      </p>
    </div>
  );
}

const createRequest =
  (name: Extract<MessageName, 'pauseMissing' | 'resumeMissing' | 'cancelMissing'>) => () =>
    void sendMessage(name, {}).catch(reportError);

function Buttons({ view: { run }, tally: { waiting } }: { view: BackfillView; tally: OutcomeCounts }) {
  return (
    <div class="line">
      <button
        type="button"
        class="button slim"
        onClick={createRequest(run?.paused ? 'resumeMissing' : 'pauseMissing')}
      >
        {i18n.t(run?.paused ? 'batch.resume' : 'batch.pause')}
      </button>
      {waiting > 0 && (
        <ConfirmButton
          label={i18n.t('batch.cancel')}
          question={i18n.t('missing.cancelAsk', waiting, [formatNumber(waiting)])}
          confirmLabel={i18n.t('missing.cancelYes')}
          cancelLabel={i18n.t('batch.cancelNo')}
          class="slim quiet"
          onConfirm={createRequest('cancelMissing')}
        />
      )}
    </div>
  );
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
