import { useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { NamedRejectedItem } from '../../../lib/features/wellness/import-plan.ts';
import { formatNumber } from '../../../lib/platform/format.ts';
import { getRejectionReasonLabel, getSourceLocationLabel } from './import-labels.ts';

/** Shown for each reason; the rest is only counted. */
const MAX_SHOWN = 50;

/** Everything in the files that is not imported, by reason, with place and text. */
export function RejectedList({ rejected }: { rejected: readonly NamedRejectedItem[] }) {
  const [open, setOpen] = useState(false);
  const count = rejected.reduce((sum, one) => sum + (one.count ?? 1), 0);
  if (count === 0) return null;
  return (
    <details class="rejected-list" onToggle={event => setOpen(event.currentTarget.open)}>
      <summary>{i18n.t('import.skipped', count, [formatNumber(count)])}</summary>
      {open &&
        [...Map.groupBy(rejected, ({ reason }) => reason)].map(([reason, items]) => (
          <section key={reason}>
            <h3>
              {i18n.t('import.skippedReason', {
                reason: getRejectionReasonLabel(reason),
                n: formatNumber(items.reduce((sum, one) => sum + (one.count ?? 1), 0)),
              })}
            </h3>
            <ul class="small">
              {items.slice(0, MAX_SHOWN).map((one, index) => (
                <li key={index}>
                  <span class="muted">{getSourceLocationLabel(one)}:</span> {one.text}
                  {one.count !== undefined && one.count > 1 && ` (${formatNumber(one.count)})`}
                </li>
              ))}
              {items.length > MAX_SHOWN && (
                <li class="muted">{i18n.t('import.moreSkipped', { n: formatNumber(items.length - MAX_SHOWN) })}</li>
              )}
            </ul>
          </section>
        ))}
    </details>
  );
}
