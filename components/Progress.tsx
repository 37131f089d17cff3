import { i18n } from '#i18n';
import type { Gate } from '../lib/outbox/gate.ts';
import type { Counts } from '../lib/outbox/store.ts';
import { AskFirst } from './AskFirst.tsx';
import { moment, number, roughly } from './format.ts';
import { ProblemSentence } from './Sentence.tsx';
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

/** How the batch that is under way stands, what it waits for, and what can be done about that. */
export function Progress({ view, gate, now, leftMs, cancelling, onCancelRest, ...calls }: Props) {
  const { queued } = view.counts;
  const all = total(view.batch);
  const settled = all - view.batch.queued - view.batch.sending;
  return (
    <section class="card progress" aria-label={i18n.t('batch.label')}>
      <div class="line spread">
        <p>{summaryOf(view)}</p>
        <div class="line">
          {leftMs !== undefined && (
            <span class="muted small">{i18n.t('batch.left', { time: roughly(leftMs) })}</span>
          )}
          <button type="button" class="button slim" onClick={gate.paused ? calls.onResume : calls.onPause}>
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
      </div>
      <Bar settled={settled} all={all} />
      <Waits view={view} gate={gate} now={now} onTryNow={calls.onResume} />
    </section>
  );
}

function Bar({ settled, all }: { settled: number; all: number }) {
  return (
    <div
      class="progress-bar"
      role="progressbar"
      aria-label={i18n.t('batch.label')}
      aria-valuemin={0}
      aria-valuemax={all}
      aria-valuenow={settled}
      aria-valuetext={i18n.t('batch.progress', { done: number(settled), all: number(all) })}
    >
      <div class="progress-done" style={{ inlineSize: `${all === 0 ? 0 : (100 * settled) / all}%` }} />
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
  const problem = gate.waiting && gate.waiting.until > now ? gate.waiting.problem : undefined;
  return (
    <div class="line spread progress-wait">
      <p>
        {problem && <ProblemSentence problem={problem} />}{' '}
        {i18n.t('batch.continues', { time: moment(at, now) })}
      </p>
      {problem?.kind !== 'rate-limited' && (
        <button type="button" class="button slim" onClick={onTryNow}>
          {i18n.t('batch.tryNow')}
        </button>
      )}
    </div>
  );
}

/** "62 of 100 sent · 3 already there · 1 needs you" */
function summaryOf({ batch, counts }: OutboxView): string {
  const { uploaded, duplicate, held, failed, queued, sending } = batch;
  if (queued + sending === 0) {
    return i18n.t('batch.pending', { n: number(counts.queued + counts.sending) });
  }
  return [
    i18n.t('batch.sent', { done: number(uploaded), all: number(total(batch)) }),
    duplicate > 0 && i18n.t('batch.known', { n: number(duplicate) }),
    held > 0 && i18n.t('batch.needsYou', held, [number(held)]),
    failed > 0 && i18n.t('batch.failed', { n: number(failed) }),
  ]
    .filter(part => part !== false)
    .join(' · ');
}

const total = (counts: Counts): number => Object.values(counts).reduce((sum, n) => sum + n, 0);
