import { useId } from 'preact/hooks';

interface Option<Value extends string> {
  value: Value;
  label: string;
  hint: string;
}

interface Props<Value extends string> {
  question: string;
  options: Option<Value>[];
  chosen: Value;
  onPick: (value: Value) => void;
}

/** One of several. */
export function Pick<Value extends string>({ question, options, chosen, onPick }: Props<Value>) {
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
            onChange={() => onPick(value)}
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
