import { useState } from 'preact/hooks';

interface Props {
  id: string;
  value: number;
  min: number;
  max: number;
  describedBy: string;
  /** The typed number; undefined where it is not a whole number within the bounds. */
  onChange: (value: number | undefined) => void;
}

/** A field for a whole number within bounds. */
export function NumberField({ id, value, min, max, describedBy, onChange }: Props) {
  // An invalid text stays in the field, to be corrected.
  const [invalidText, setInvalidText] = useState<string>();
  return (
    <input
      id={id}
      class="field"
      type="number"
      min={min}
      max={max}
      step={1}
      required
      value={invalidText ?? value}
      aria-describedby={describedBy}
      aria-invalid={invalidText !== undefined}
      onChange={({ currentTarget: input }) => {
        const isValid = input.checkValidity();
        setInvalidText(isValid ? undefined : input.value);
        onChange(isValid ? input.valueAsNumber : undefined);
      }}
    />
  );
}
