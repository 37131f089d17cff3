import { i18n } from '#i18n';
import { getFieldLabelWithUnit } from '../../lib/features/wellness/field-labels.ts';
import { Checkbox } from '../ui/Checkbox.tsx';
import './FieldPicker.css';

interface Props {
  label: string;
  /** All fields to choose from, in order. */
  fields: readonly string[];
  chosen: readonly string[];
  onChoose: (chosen: string[]) => void;
  /** Resets to the default fields; undefined where they are chosen already. */
  onReset?: (() => void) | undefined;
}

/** Chooses the shown fields. */
export function FieldPicker({ label, fields, chosen, onChoose, onReset }: Props) {
  const toggle = (field: string, isIn: boolean) =>
    onChoose(isIn ? [...chosen, field] : chosen.filter(each => each !== field));
  return (
    <details class="field-picker">
      <summary>{label}</summary>
      <fieldset aria-label={label}>
        {fields.map(field => (
          <Checkbox
            key={field}
            label={getFieldLabelWithUnit(field)}
            checked={chosen.includes(field)}
            onChange={isIn => toggle(field, isIn)}
          />
        ))}
      </fieldset>
      {onReset && (
        <button type="button" class="button slim" onClick={onReset}>
          {i18n.t('wellness.columnsReset')}
        </button>
      )}
    </details>
  );
}
