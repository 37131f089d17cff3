import { useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { formatNumber } from '../../../lib/platform/format.ts';
import type { NotUnderstoodIn } from '../../../lib/wellness/import-plan.ts';
import { placeWords, reasonWords } from './import-words.ts';

/** Enough to see what it is about. */
const MOST_SHOWN = 50;

/** What led to no value: by reason, each with its place and text. */
export function NotUnderstood({ left }: { left: readonly NotUnderstoodIn[] }) {
  const [open, setOpen] = useState(false);
  const count = left.reduce((sum, one) => sum + (one.count ?? 1), 0);
  if (count === 0) return null;
  return (
    <details class="import-left" onToggle={event => setOpen(event.currentTarget.open)}>
      <summary>{i18n.t('import.left', count, [formatNumber(count)])}</summary>
      {open &&
        [...Map.groupBy(left, ({ why }) => why)].map(([why, of]) => (
          <section key={why}>
            <h3>
              {i18n.t('import.leftCount', {
                why: reasonWords(why),
                n: formatNumber(of.reduce((sum, one) => sum + (one.count ?? 1), 0)),
              })}
            </h3>
            <ul class="small">
              {of.slice(0, MOST_SHOWN).map((one, index) => (
                <li key={index}>
                  <span class="muted">{placeWords(one)}:</span> {one.text}
                  {one.count !== undefined && one.count > 1 && ` (${formatNumber(one.count)})`}
                </li>
              ))}
              {of.length > MOST_SHOWN && (
                <li class="muted">
                  {i18n.t('import.moreLeft', { n: formatNumber(of.length - MOST_SHOWN) })}
                </li>
              )}
            </ul>
          </section>
        ))}
    </details>
  );
}
