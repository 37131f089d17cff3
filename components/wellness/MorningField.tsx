import type { TargetedKeyboardEvent } from 'preact';
import { useId } from 'preact/hooks';
import { i18n } from '#i18n';
import { DECIMAL_MARK } from '../../lib/platform/format.ts';
import { valueIn } from '../../lib/wellness/edit.ts';
import { entryText, isOdd, readEntry } from '../../lib/wellness/entry.ts';
import { type WellnessDay, type WellnessField, wellnessField } from '../../lib/wellness/fields.ts';
import { fieldName, quantityWords, stepsOf, unitWords } from './field-words.ts';

interface Props {
  field: string;
  known: WellnessDay | undefined;
  /** What was typed; undefined where nothing was. */
  text: string | undefined;
  onType: (text: string) => void;
}

/** One value of a morning: typed, or a step of a scale. What is there already stands in it. */
export function MorningField({ field: key, known, text, onType }: Props) {
  const id = useId();
  const field = wellnessField(key);
  const now = valueIn(known, key);
  const shown = text ?? entryText(now, key, DECIMAL_MARK);
  const entry = field && text !== undefined ? readEntry(text, field, DECIMAL_MARK) : undefined;
  const odd = entry && 'to' in entry && isOdd(key, entry.to);
  const unit = unitWords(key);
  const isChanged = text !== undefined && now !== undefined;
  return (
    <div class="morning-field">
      <label for={id}>
        {fieldName(key)}
        {unit && <span class="muted small"> {unit}</span>}
      </label>
      {field?.kind === 'scale' ? (
        <Steps id={id} field={field} text={shown} onType={onType} />
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
          aria-invalid={entry !== undefined && 'why' in entry}
          aria-describedby={`${id}note`}
          onInput={event => onType(event.currentTarget.value)}
        />
      )}
      <span class="small muted" id={`${id}note`}>
        {odd
          ? i18n.t('wellness.odd')
          : isChanged && i18n.t('wellness.wasOf', { value: quantityWords(now, key) })}
      </span>
    </div>
  );
}

interface StepsProps {
  id: string;
  field: WellnessField;
  text: string;
  onType: (text: string) => void;
}

/** The steps begin with their number, so that one key chooses one. */
function Steps({ id, field, text, onType }: StepsProps) {
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
      {stepsOf(field).map(words => (
        <option key={words} value={words.charAt(0)}>
          {words}
        </option>
      ))}
    </select>
  );
}

/** As Enter does in every other field. */
function sendOnEnter(event: TargetedKeyboardEvent<HTMLSelectElement | HTMLTextAreaElement>): void {
  if (event.key !== 'Enter' || event.isComposing) return;
  event.preventDefault();
  event.currentTarget.form?.requestSubmit();
}
