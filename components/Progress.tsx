import { useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import { isThrottled } from '../lib/error-policy.ts';
import type { Gate } from '../lib/outbox/gate.ts';
import type { Counts } from '../lib/outbox/store.ts';
import { waitsUntil } from '../lib/wait.ts';
import { AskFirst } from './AskFirst.tsx';
import { moment, number, roughly } from './format.ts';
import { ProgressBar } from './ProgressBar.tsx';
import { ProblemSentence } from './Sentence.tsx';
import { othersOf } from './tally.ts';
import { useKeptFocus } from './use-kept-focus.ts';
import type { OutboxView } from './use-outbox.ts';
import { continuesAt } from './waiting.ts';
import './Progress.css';

interface Props {
  view: OutboxView;
  gate: Gate;
  now: number;
  leftMs: number | undefined;
  /** The rest is being taken out. */
  cancelling: boolean;
  onPause: () => void;
  onResume: () => void;
  onCancelRest: () => void;
}

/** How the batch stands, what it waits for, and what can be done about that. When it is done, what became of it. */
export function Progress({ view, gate, now, onPause, onResume, ...buttons }: Props) {
  const place = useRef<HTMLDivElement>(null);
  useKeptFocus(place);
  const working = view.counts.queued + view.counts.sending > 0;
  const all = total(view.batch);
  const settled = all - view.batch.queued - view.batch.sending;
  return (
    <div ref={place}>
      <section class="card progress" aria-label={i18n.t('batch.label')} data-row="batch" tabIndex={-1}>
        <div class="line spread">
          <p>{working ? summaryOf(view) : doneSummaryOf(view.batch)}</p>
          {working && <Buttons {...buttons} view={view} gate={gate} onPause={onPause} onResume={onResume} />}
        </div>
        <ProgressBar label={i18n.t('batch.label')} settled={settled} all={all} />
        {working && <Waits view={view} gate={gate} now={now} onTryNow={onResume} />}
      </section>
      {/* Read out once, at the end, and not with every recording. */}
      <p class="visually-hidden" role="status">
        {working ? '' : doneSummaryOf(view.batch)}
      </p>
    </div>
  );
}

function Buttons({ view, gate, leftMs, cancelling, onPause, onResume, onCancelRest }: Omit<Props, 'now'>) {
  const { queued } = view.counts;
  return (
    <div class="line">
      {leftMs !== undefined && (
        <span class="muted small">{i18n.t('batch.left', { time: roughly(leftMs) })}</span>
      )}
      <button type="button" class="button slim" onClick={gate.paused ? onResume : onPause}>
        {gate.paused ? i18n.t('batch.resume') : i18n.t('batch.pause')}
      </button>
      {queued > 0 && (
        <AskFirst
          label={cancelling ? i18n.t('batch.cancelling') : i18n.t('batch.cancel')}
          question={i18n.t('batch.cancelAsk', queued, [number(queued)])}
          yes={i18n.t('batch.cancelYes')}
          no={i18n.t('batch.cancelNo')}
          look="slim quiet"
          busy={cancelling}
          onYes={onCancelRest}
        />
      )}
    </div>
  );
}

/** Why nothing moves, where nothing does. */
function Waits({
  view,
  gate,
  now,
  onTryNow,
}: Pick<Props, 'view' | 'gate' | 'now'> & { onTryNow: () => void }) {
  const at = continuesAt(view, gate, now);
  if (gate.paused) return <p class="progress-wait">{i18n.t('batch.paused')}</p>;
  if (at === undefined) return null;
  const problem = waitsUntil(gate, now) > 0 ? gate.waiting?.problem : undefined;
  return (
    <div class="line spread progress-wait">
      <p>
        {problem && <ProblemSentence problem={problem} />}{' '}
        {i18n.t('batch.continues', { time: moment(at, now) })}
      </p>
      {!(problem && isThrottled(problem.kind)) && (
        <button type="button" class="button slim" onClick={onTryNow}>
          {i18n.t('batch.tryNow')}
        </button>
      )}
    </div>
  );
}

/** "62 of 100 sent · 3 already there · 1 needs you" */
function summaryOf({ batch, counts }: OutboxView): string {
  const { uploaded, queued, sending } = batch;
  if (queued + sending === 0) {
    return i18n.t('batch.pending', { n: number(counts.queued + counts.sending) });
  }
  const sent = i18n.t('batch.sent', { done: number(uploaded), all: number(total(batch)) });
  return [sent, ...othersOf(batch)].join(' · ');
}

/** "All done: 96 uploaded · 3 already there · 1 needs you" */
function doneSummaryOf(batch: Counts): string {
  const uploaded = batch.uploaded > 0 ? [i18n.t('batch.uploaded', { n: number(batch.uploaded) })] : [];
  return i18n.t('batch.done', { summary: [...uploaded, ...othersOf(batch)].join(' · ') });
}

const total = (counts: Counts): number => Object.values(counts).reduce((sum, n) => sum + n, 0);
