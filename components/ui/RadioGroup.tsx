import { useId } from 'preact/hooks';

interface RadioOption<Value extends string> {
  value: Value;
  label: string;
  hint: string;
}

interface Props<Value extends string> {
  legend: string;
  options: RadioOption<Value>[];
  value: Value;
  onChange: (value: Value) => void;
}

/** Radio buttons, each with a hint. */
export function RadioGroup<Value extends string>({ legend, options, value, onChange }: Props<Value>) {
  const id = useId();
  return (
    <fieldset class="radio-group">
      <legend>{legend}</legend>
      {options.map(option => (
        <div key={option.value} class="option-field">
          <input
            id={id + option.value}
            type="radio"
            name={id}
            checked={option.value === value}
            aria-describedby={`${id}${option.value}hint`}
            onChange={() => onChange(option.value)}
          />
          <div>
            <label for={id + option.value}>{option.label}</label>
            <p class="muted small" id={`${id}${option.value}hint`}>
              {option.hint}
            </p>
          </div>
        </div>
      ))}
    </fieldset>
  );
}
