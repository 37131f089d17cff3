import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { formatDay, formatNumber } from '../../../lib/platform/format.ts';
import { isOdd } from '../../../lib/wellness/entry.ts';
import type { WellnessKey } from '../../../lib/wellness/fields.ts';
import {
  type ImportPlan,
  isWritten,
  type Manner,
  type PlannedDay,
  type PlannedValue,
} from '../../../lib/wellness/import-plan.ts';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { fieldName, fieldTitle, quantityWords, valueWords } from '../field-words.ts';

interface Props {
  plan: ImportPlan;
  manner: Manner;
  /** Fields that are imported. */
  chosen: ReadonlySet<string>;
  onChoose: (key: WellnessKey, on: boolean) => void;
}

/** As many days as one looks through; more when asked for. */
const STEP = 60;

/** Days by fields: what would be written, and what stands there now. */
export function ImportPreview({ plan, manner, chosen, onChoose }: Props) {
  const [most, setMost] = useState(STEP);
  const days = plan.days.filter(isOfInterest);
  const more = Math.min(STEP * 10, days.length - most);
  return (
    <>
      <fieldset class="line import-fields">
        <legend class="visually-hidden">{i18n.t('import.fields')}</legend>
        {plan.keys.map(key => (
          <Checkbox
            key={key}
            label={fieldName(key)}
            checked={chosen.has(key)}
            onChange={on => onChoose(key, on)}
          />
        ))}
      </fieldset>
      {days.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached with the keyboard
        <section class="import-scroll" tabIndex={0} aria-label={i18n.t('import.table')}>
          <table class="import-table import-days">
            <thead>
              <tr>
                <th scope="col">{i18n.t('import.when')}</th>
                {plan.keys.map(key => (
                  <th key={key} scope="col">
                    {fieldTitle(key)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {days.slice(0, most).map(({ day, values }) => (
                <tr key={day}>
                  <th scope="row">{formatDay(day)}</th>
                  {plan.keys.map(key => (
                    <td key={key}>
                      <Cell field={key} value={values[key]} manner={manner} isChosen={chosen.has(key)} />
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      {more > 0 && (
        <button type="button" class="button slim" onClick={() => setMost(most + more)}>
          {i18n.t('import.showMore', { n: formatNumber(more) })}
        </button>
      )}
      {days.length < plan.days.length && <p class="muted small">{i18n.t('import.onlyChanges')}</p>}
    </>
  );
}

interface CellProps {
  field: WellnessKey;
  value: PlannedValue | undefined;
  manner: Manner;
  isChosen: boolean;
}

/** What stands there is struck out where it would go; what would not come is struck out where it differs. */
function Cell({ field, value, manner, isChosen }: CellProps) {
  if (!value) return null;
  const { from, to, fate } = value;
  const [old, coming] = [valueWords(from, field), valueWords(to, field)];
  if (!isChosen || fate === 'same') return <span class="muted">{old}</span>;
  const odd = isOdd(field, to) && <span class="import-odd small"> {i18n.t('wellness.odd')}</span>;
  if (from === undefined && fate === 'new')
    return (
      <>
        <b>{coming}</b>
        {odd}
      </>
    );
  const words = { old: quantityWords(from, field), new: quantityWords(to, field) };
  const stays = fate === 'locked' ? i18n.t('import.isLocked', words) : i18n.t('import.stays', words);
  return isWritten(value, manner) ? (
    <>
      <Told words={i18n.t('import.replaces', words)}>
        <s class="muted">{old}</s> <b>{coming}</b>
      </Told>
      {odd}
    </>
  ) : (
    <Told words={stays}>
      {old} <s class="muted">{coming}</s>
    </Told>
  );
}

/** What is shown in short, in words for those who do not see it. */
function Told({ words, children }: { words: string; children: ComponentChildren }) {
  return (
    <>
      <span class="visually-hidden">{words}</span>
      <span aria-hidden="true">{children}</span>
    </>
  );
}

const isOfInterest = ({ values }: PlannedDay): boolean =>
  Object.values(values).some(({ fate }) => fate !== 'same');
