import type { TargetedKeyboardEvent } from 'preact';
import { useId } from 'preact/hooks';
import { i18n } from '#i18n';
import {
  formatFieldValueWithUnit,
  getFieldLabel,
  getScaleStepLabels,
  getUnitLabel,
} from '../../lib/features/wellness/field-labels.ts';
import { isUnusualValue, parseTypedValue, toEditableText } from '../../lib/features/wellness/typed-value.ts';
import { getWellnessValue } from '../../lib/features/wellness/wellness-edit.ts';
import { getWellnessField, type WellnessDay, type WellnessField } from '../../lib/formats/wellness/wellness-fields.ts';
import { DECIMAL_MARK } from '../../lib/platform/format.ts';

interface Props {
  field: string;
  existing: WellnessDay | undefined;
  /** The typed text; undefined before anything is typed. */
  text: string | undefined;
  onType: (text: string) => void;
}

/** An input for one value, or a select for a scale. It starts with the existing value. */
export function MorningField({ field: key, existing, text, onType }: Props) {
  const id = useId();
  const field = getWellnessField(key);
  const now = getWellnessValue(existing, key);
  const shown = text ?? toEditableText(now, key, DECIMAL_MARK);
  const parsed = field && text !== undefined ? parseTypedValue(text, field, DECIMAL_MARK) : undefined;
  const isUnusual = parsed && 'to' in parsed && isUnusualValue(key, parsed.to);
  const unit = getUnitLabel(key);
  const isChanged = text !== undefined && now !== undefined;
  return (
    <div class="morning-field">
      <label for={id}>
        {getFieldLabel(key)}
        {unit && <span class="muted small"> {unit}</span>}
      </label>
      {field?.kind === 'scale' ? (
        <ScaleSelect id={id} field={field} text={shown} onType={onType} />
      ) : field?.kind === 'text' ? (
        <textarea
          id={id}
          class="field"
          rows={1}
          value={shown}
          aria-describedby={`${id}note`}
          onKeyDown={event => !event.shiftKey && sendOnEnter(event)}
          onInput={event => onType(event.currentTarget.value)}
        />
      ) : (
        <input
          id={id}
          class="field"
          value={shown}
          autocomplete="off"
          inputMode={field?.kind === 'enum' ? 'text' : 'decimal'}
          aria-invalid={parsed !== undefined && 'reason' in parsed}
          aria-describedby={`${id}note`}
          onInput={event => onType(event.currentTarget.value)}
        />
      )}
      <span class="small muted" id={`${id}note`}>
        {isUnusual
          ? i18n.t('wellness.unusual')
          : isChanged && i18n.t('wellness.previousValue', { value: formatFieldValueWithUnit(now, key) })}
      </span>
    </div>
  );
}

interface ScaleSelectProps {
  id: string;
  field: WellnessField;
  text: string;
  onType: (text: string) => void;
}

/** The steps start with their number, so that one key selects a step. */
function ScaleSelect({ id, field, text, onType }: ScaleSelectProps) {
  return (
    <select
      id={id}
      class="field"
      value={text}
      aria-describedby={`${id}note`}
      onKeyDown={sendOnEnter}
      onChange={event => onType(event.currentTarget.value)}
    >
      <option value="">–</option>
      {getScaleStepLabels(field).map(words => (
        <option key={words} value={words.charAt(0)}>
          {words}
        </option>
      ))}
    </select>
  );
}

/** Submits the form on Enter, as inputs do by themselves. */
function sendOnEnter(event: TargetedKeyboardEvent<HTMLSelectElement | HTMLTextAreaElement>): void {
  if (event.key !== 'Enter' || event.isComposing) return;
  event.preventDefault();
  event.currentTarget.form?.requestSubmit();
}
