import { i18n } from '#i18n';
import { estimateFinish } from '../../lib/features/backfill/estimate-finish.ts';
import { getBackoffEnd } from '../../lib/platform/backoff.ts';
import { formatNumber, formatRoughDuration, formatTimeOrDate } from '../../lib/platform/format.ts';
import { getMissingPermission } from '../../lib/platform/permissions.ts';
import { SECOND } from '../../lib/platform/time.ts';
import { watchBreaker } from '../../lib/services/intervals/circuit-breaker.ts';
import { useNow } from '../hooks/use-now.ts';
import { useSubscription } from '../hooks/use-subscription.ts';
import { useTimeLeft } from '../hooks/use-time-left.ts';
import { ProblemSentence } from '../text/ProblemSentence.tsx';
import type { BackfillView } from './use-backfill.ts';
import '../ui/ProgressBar.css';

interface Props {
  view: BackfillView;
  /** How many activities are open, and how many are settled. */
  open: number;
  settled: number;
  onTryNow: () => void;
}

/** When the uploads of Find missing will be done, or why nothing moves. */
export function BackfillWaitReason({ view, open, settled, onTryNow }: Props) {
  const now = useNow(SECOND);
  const { run } = view;
  const breaker = useSubscription(watchBreaker);
  // Either the site or Intervals.icu asked for a pause.
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
  // Musette sees by itself that it was granted; until then, no time and no retry would help.
  if (waiting && getMissingPermission(waiting.problem)) {
    return (
      <p class="progress-wait">
        <ProblemSentence problem={waiting.problem} />
      </p>
    );
  }
  if (waiting) {
    return (
      <div class="line spread progress-wait">
        <p>
          <ProblemSentence problem={waiting.problem} />{' '}
          {i18n.t('missing.goesOn', { time: formatTimeOrDate(waiting.until, now) })}
        </p>
        {waiting === run?.backoff && (
          <button type="button" class="button slim" onClick={onTryNow}>
            {i18n.t('batch.tryNow')}
          </button>
        )}
      </div>
    );
  }
  return <p class="muted small">{getTimeLeftMessage(view, open, leftMs, now)}</p>;
}

/** Without a number where it would be a guess. The day's limit comes first where it is in the way. */
function getTimeLeftMessage(view: BackfillView, open: number, leftMs: number | undefined, now: number): string {
  const paceMs = leftMs === undefined ? 2 * SECOND : leftMs / open;
  const at = estimateFinish({ remaining: open, paceMs, remainingToday: view.remainingToday, perDay: view.perDay }, now);
  if (open > view.remainingToday) {
    return i18n.t('missing.dayLimit', {
      n: formatNumber(view.remainingToday),
      time: formatTimeOrDate(at, now),
    });
  }
  return leftMs === undefined ? i18n.t('missing.stays') : i18n.t('batch.left', { time: formatRoughDuration(leftMs) });
}
