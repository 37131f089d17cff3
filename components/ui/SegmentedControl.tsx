import { useId } from 'preact/hooks';
import './SegmentedControl.css';

interface Props<Name extends string> {
  /** What is chosen here, for screen readers. */
  legend: string;
  options: Name[];
  value: Name;
  getLabel: (choice: Name) => string;
  onChange: (choice: Name) => void;
}

/** One choice of several, in a row. */
export function SegmentedControl<Name extends string>({ legend, options, value, getLabel, onChange }: Props<Name>) {
  const id = useId();
  return (
    <fieldset class="segments">
      <legend class="visually-hidden">{legend}</legend>
      {options.map(choice => (
        <label key={choice} class="segment">
          <input type="radio" class="cover" name={id} checked={choice === value} onChange={() => onChange(choice)} />
          {getLabel(choice)}
        </label>
      ))}
    </fieldset>
  );
}
