import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { i18n } from '#i18n';
import {
  formatFieldValue,
  formatFieldValueWithUnit,
  getFieldLabel,
  getFieldLabelWithUnit,
} from '../../../lib/features/wellness/field-labels.ts';
import {
  type ImportMode,
  type ImportPlan,
  type ImportPlanDay,
  type ImportPlanValue,
  willBeWritten,
} from '../../../lib/features/wellness/import-plan.ts';
import type { WellnessKey } from '../../../lib/formats/wellness/wellness-fields.ts';
import { formatDay, formatNumber } from '../../../lib/platform/format.ts';
import { Checkbox } from '../../ui/Checkbox.tsx';

interface Props {
  plan: ImportPlan;
  mode: ImportMode;
  /** The fields to import. */
  chosen: ReadonlySet<string>;
  onChoose: (key: WellnessKey, on: boolean) => void;
}

/** Days that are shown at first; a button shows more. */
const PAGE_SIZE = 60;

/** The table of imported days and fields: the new values next to the existing ones. */
export function ImportPreview({ plan, mode, chosen, onChoose }: Props) {
  const [most, setMost] = useState(PAGE_SIZE);
  const days = plan.days.filter(hasDifferences);
  const more = Math.min(PAGE_SIZE * 10, days.length - most);
  return (
    <>
      <fieldset class="line import-fields">
        <legend class="visually-hidden">{i18n.t('import.fields')}</legend>
        {plan.keys.map(key => (
          <Checkbox key={key} label={getFieldLabel(key)} checked={chosen.has(key)} onChange={on => onChoose(key, on)} />
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
                    {getFieldLabelWithUnit(key)}
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
                      <PreviewCell field={key} value={values[key]} mode={mode} isChosen={chosen.has(key)} />
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

interface PreviewCellProps {
  field: WellnessKey;
  value: ImportPlanValue | undefined;
  mode: ImportMode;
  isChosen: boolean;
}

/** Strikes out an existing value that would be replaced, and an imported one that would not be written. */
function PreviewCell({ field, value, mode, isChosen }: PreviewCellProps) {
  if (!value) return null;
  const { from, to, status, isUnusual } = value;
  const [existing, imported] = [formatFieldValue(from, field), formatFieldValue(to, field)];
  if (!isChosen || status === 'same') return <span class="muted">{existing}</span>;
  const unusual = isUnusual && <span class="import-unusual small"> {i18n.t('wellness.unusual')}</span>;
  if (from === undefined && status === 'new')
    return (
      <>
        <b>{imported}</b>
        {unusual}
      </>
    );
  const words = { old: formatFieldValueWithUnit(from, field), new: formatFieldValueWithUnit(to, field) };
  const stays = status === 'locked' ? i18n.t('import.isLocked', words) : i18n.t('import.stays', words);
  return willBeWritten(value, mode) ? (
    <>
      <WithAccessibleText text={i18n.t('import.replaces', words)}>
        <s class="muted">{existing}</s> <b>{imported}</b>
      </WithAccessibleText>
      {unusual}
    </>
  ) : (
    <WithAccessibleText text={stays}>
      {existing} <s class="muted">{imported}</s>
    </WithAccessibleText>
  );
}

/** Replaces a visual shorthand with a sentence for screen readers. */
function WithAccessibleText({ text, children }: { text: string; children: ComponentChildren }) {
  return (
    <>
      <span class="visually-hidden">{text}</span>
      <span aria-hidden="true">{children}</span>
    </>
  );
}

const hasDifferences = ({ values }: ImportPlanDay): boolean =>
  Object.values(values).some(({ status }) => status !== 'same');
