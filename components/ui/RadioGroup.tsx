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
export function RadioGroup<Value extends string>({
  legend: question,
  options,
  value: chosen,
  onChange,
}: Props<Value>) {
  const id = useId();
  return (
    <fieldset class="pick">
      <legend>{question}</legend>
      {options.map(({ value, label, hint }) => (
        <div key={value} class="choice">
          <input
            id={id + value}
            type="radio"
            name={id}
            checked={value === chosen}
            aria-describedby={`${id}${value}hint`}
            onChange={() => onChange(value)}
          />
          <div>
            <label for={id + value}>{label}</label>
            <p class="muted small" id={`${id}${value}hint`}>
              {hint}
            </p>
          </div>
        </div>
      ))}
    </fieldset>
  );
}
