import { i18n } from '#i18n';
import type { Gate } from '../lib/outbox/gate.ts';
import { moment, number } from './format.ts';
import type { OutboxView } from './use-outbox.ts';
import { continuesAt } from './waiting.ts';

/** What the outbox waits for, in one line: "2 queued · continues at 10:42". */
export function WaitLine({ view, gate }: { view: OutboxView; gate: Gate }) {
  const now = Date.now();
  const { queued, sending } = view.counts;
  const at = continuesAt(view, gate, now);
  const parts = [
    sending > 0 && i18n.t('footer.sending', { n: number(sending) }),
    queued > 0 && i18n.t('footer.queued', { n: number(queued) }),
    gate.paused && i18n.t('footer.paused'),
    !gate.paused && gate.stopped && i18n.t('footer.stopped'),
    at !== undefined && i18n.t('footer.continues', { time: moment(at, now) }),
  ].filter(part => typeof part === 'string');
  return (
    <span class="muted" role="status">
      {parts.join(' · ')}
    </span>
  );
}
