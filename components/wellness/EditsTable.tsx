import { i18n } from '#i18n';
import type { CheckedEdit } from '../../lib/features/wellness/conflict-check.ts';
import { formatFieldValueWithUnit, getFieldLabel } from '../../lib/features/wellness/field-labels.ts';
import { isUnusualValue } from '../../lib/features/wellness/typed-value.ts';
import type { WellnessEdit } from '../../lib/features/wellness/wellness-edit.ts';
import { wellnessFields } from '../../lib/formats/wellness/wellness-fields.ts';
import { formatLongDay, formatNumber } from '../../lib/platform/format.ts';

/** An import of ten years has more edits than anyone reads, and they would take long to render. */
const MAX_SHOWN = 500;

/** Edits as day, field, old and new value. */
export function EditsTable({ edits, label }: { edits: readonly CheckedEdit[]; label: string }) {
  if (edits.length === 0) return null;
  const shown = edits.toSorted(byDayAndField).slice(0, MAX_SHOWN);
  const more = edits.length - shown.length;
  return (
    <>
      <table class="edits-table" aria-label={label}>
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
              <td>{getFieldLabel(key)}</td>
              <td>
                {i18n.t('wellness.fromTo', {
                  from: formatFieldValueWithUnit(now, key),
                  to: formatFieldValueWithUnit(to, key),
                })}
                {isUnusualValue(key, to) && (
                  <span class="edits-table-unusual small"> {i18n.t('wellness.unusual')}</span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {more > 0 && <p class="muted small">{i18n.t('wellness.more', more, [formatNumber(more)])}</p>}
    </>
  );
}

/** Sorts by day, then in the order of the columns. */
const byDayAndField = (a: WellnessEdit, b: WellnessEdit): number =>
  a.day.localeCompare(b.day) || getFieldIndex(a) - getFieldIndex(b);

const getFieldIndex = ({ key }: WellnessEdit): number => wellnessFields.findIndex(field => field.key === key);
