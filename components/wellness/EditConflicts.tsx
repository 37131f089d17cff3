import { i18n } from '#i18n';
import { type CheckedEdit, getCellId } from '../../lib/features/wellness/conflict-check.ts';
import { formatFieldValueWithUnit, getFieldLabel } from '../../lib/features/wellness/field-labels.ts';
import type { WellnessEdit } from '../../lib/features/wellness/wellness-edit.ts';
import { formatLongDay } from '../../lib/platform/format.ts';
import { SegmentedControl } from '../ui/SegmentedControl.tsx';

interface Props {
  conflicts: readonly CheckedEdit[];
  /** The cells for which the athlete chose their own value. */
  mine: ReadonlySet<string>;
  onChoose: (edit: WellnessEdit, isMine: boolean) => void;
}

/** Values that were changed on Intervals.icu meanwhile. Each stays unless the athlete chooses their own. */
export function EditConflicts({ conflicts, mine, onChoose }: Props) {
  if (conflicts.length === 0) return <div role="alert" />;
  return (
    <section class="review-edits-section edit-conflicts">
      <div role="alert">
        <h3>{i18n.t('wellness.conflicts')}</h3>
        <p class="small">{i18n.t('wellness.conflictsHint')}</p>
      </div>
      {conflicts.map(edit => {
        const labels = {
          theirs: i18n.t('wellness.theirs', { value: formatFieldValueWithUnit(edit.now, edit.key) }),
          yours: i18n.t('wellness.yours', { value: formatFieldValueWithUnit(edit.to, edit.key) }),
        };
        const name = i18n.t('wellness.cell', {
          day: formatLongDay(edit.day),
          field: getFieldLabel(edit.key),
        });
        return (
          <div key={getCellId(edit)} class="line spread">
            <span>{name}</span>
            <SegmentedControl
              legend={name}
              options={['theirs', 'yours']}
              value={mine.has(getCellId(edit)) ? 'yours' : 'theirs'}
              getLabel={choice => labels[choice]}
              onChange={choice => onChoose(edit, choice === 'yours')}
            />
          </div>
        );
      })}
    </section>
  );
}
