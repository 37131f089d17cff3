import { i18n } from '#i18n';
import { formatNumber, formatTimeOrDate } from '../../lib/platform/format.ts';
import type { BreakerState } from '../../lib/services/intervals/circuit-breaker.ts';
import { getNextAttemptAt } from './next-attempt.ts';
import type { UploadsView } from './use-uploads.ts';

/** What the uploads wait for, in one line: "2 queued · continues at 10:42". */
export function QueueStatus({ view, gate: breaker }: { view: UploadsView; gate: BreakerState }) {
  const now = Date.now();
  const { queued, sending } = view.counts;
  const nextAttemptAt = getNextAttemptAt(view, breaker, now);
  const parts = [
    sending > 0 && i18n.t('footer.sending', { n: formatNumber(sending) }),
    queued > 0 && i18n.t('footer.queued', { n: formatNumber(queued) }),
    breaker.paused && i18n.t('footer.paused'),
    !breaker.paused && breaker.blocked && i18n.t('footer.stopped'),
    nextAttemptAt !== undefined && i18n.t('footer.continues', { time: formatTimeOrDate(nextAttemptAt, now) }),
  ].filter(part => typeof part === 'string');
  return (
    <span class="muted" role="status">
      {parts.join(' · ')}
    </span>
  );
}
