import { i18n } from '#i18n';
import { formatLongDay } from '../../lib/platform/format.ts';
import type { Judged } from '../../lib/wellness/diff.ts';
import type { Edit } from '../../lib/wellness/edit.ts';
import { SegmentedControl } from '../ui/SegmentedControl.tsx';
import { cellName } from './diff-choice.ts';
import { fieldName, quantityWords } from './field-words.ts';

interface Props {
  conflicts: readonly Judged[];
  /** Which of them the athlete wants as they wrote them. */
  mine: ReadonlySet<string>;
  onChoose: (edit: Edit, isMine: boolean) => void;
}

/** What was written on Intervals.icu meanwhile. Unless the athlete says otherwise it stays. */
export function Conflicts({ conflicts, mine, onChoose }: Props) {
  if (conflicts.length === 0) return <div role="alert" />;
  return (
    <section class="diff-part diff-conflicts">
      <div role="alert">
        <h3>{i18n.t('wellness.conflicts')}</h3>
        <p class="small">{i18n.t('wellness.conflictsHint')}</p>
      </div>
      {conflicts.map(edit => {
        const words = {
          theirs: i18n.t('wellness.theirs', { value: quantityWords(edit.now, edit.key) }),
          yours: i18n.t('wellness.yours', { value: quantityWords(edit.to, edit.key) }),
        };
        const name = i18n.t('wellness.cell', { day: formatLongDay(edit.day), field: fieldName(edit.key) });
        return (
          <div key={cellName(edit)} class="line spread">
            <span>{name}</span>
            <SegmentedControl
              legend={name}
              options={['theirs', 'yours']}
              value={mine.has(cellName(edit)) ? 'yours' : 'theirs'}
              getLabel={choice => words[choice]}
              onChange={choice => onChoose(edit, choice === 'yours')}
            />
          </div>
        );
      })}
    </section>
  );
}
