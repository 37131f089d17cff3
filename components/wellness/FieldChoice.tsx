import { i18n } from '#i18n';
import { fieldTitle } from './field-words.ts';

interface Props {
  label: string;
  /** All that can be chosen, in their order. */
  fields: readonly string[];
  chosen: readonly string[];
  onChoose: (chosen: string[]) => void;
  /** Back to those that are chosen by themselves; absent where they are. */
  onReset?: (() => void) | undefined;
}

/** Which fields are shown. */
export function FieldChoice({ label, fields, chosen, onChoose, onReset }: Props) {
  const toggle = (field: string, isIn: boolean) =>
    onChoose(isIn ? [...chosen, field] : chosen.filter(each => each !== field));
  return (
    <details class="field-choice">
      <summary>{label}</summary>
      <fieldset aria-label={label}>
        {fields.map(field => (
          <label key={field} class="line">
            <input
              type="checkbox"
              checked={chosen.includes(field)}
              onChange={event => toggle(field, event.currentTarget.checked)}
            />
            {fieldTitle(field)}
          </label>
        ))}
      </fieldset>
      {onReset && (
        <button type="button" class="button slim" onClick={onReset}>
          {i18n.t('wellness.columnsUsed')}
        </button>
      )}
    </details>
  );
}
