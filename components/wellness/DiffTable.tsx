import { i18n } from '#i18n';
import { formatLongDay, formatNumber } from '../../lib/platform/format.ts';
import type { Judged } from '../../lib/wellness/diff.ts';
import type { Edit } from '../../lib/wellness/edit.ts';
import { isOdd } from '../../lib/wellness/entry.ts';
import { wellnessFields } from '../../lib/wellness/fields.ts';
import { fieldName, quantityWords } from './field-words.ts';

/** Nobody reads more; an import of ten years would take a while to draw. */
const MOST = 500;

/** Edits as day, field, and what becomes of what. */
export function DiffTable({ edits, label }: { edits: readonly Judged[]; label: string }) {
  if (edits.length === 0) return null;
  const shown = edits.toSorted(byDayAndField).slice(0, MOST);
  const more = edits.length - shown.length;
  return (
    <>
      <table class="diff-table" aria-label={label}>
        <thead>
          <tr>
            <th scope="col">{i18n.t('wellness.day')}</th>
            <th scope="col">{i18n.t('wellness.field')}</th>
            <th scope="col">{i18n.t('wellness.change')}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ day, key, now, to }) => (
            <tr key={`${day} ${key}`}>
              <td>{formatLongDay(day)}</td>
              <td>{fieldName(key)}</td>
              <td>
                {i18n.t('wellness.fromTo', { from: quantityWords(now, key), to: quantityWords(to, key) })}
                {isOdd(key, to) && <span class="diff-odd small"> {i18n.t('wellness.odd')}</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {more > 0 && <p class="muted small">{i18n.t('wellness.more', more, [formatNumber(more)])}</p>}
    </>
  );
}

/** Within a day as the columns stand. */
const byDayAndField = (a: Edit, b: Edit): number => a.day.localeCompare(b.day) || placeOf(a) - placeOf(b);

const placeOf = ({ key }: Edit): number => wellnessFields.findIndex(field => field.key === key);
