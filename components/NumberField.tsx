import { useState } from 'preact/hooks';

interface Props {
  id: string;
  value: number;
  min: number;
  max: number;
  describedBy: string;
  /** The number that was typed; undefined where that is none within the bounds. */
  onChange: (value: number | undefined) => void;
}

/** A field for a whole number within bounds. */
export function NumberField({ id, value, min, max, describedBy, onChange }: Props) {
  const [isInvalid, setInvalid] = useState(false);
  return (
    <input
      id={id}
      class="field"
      type="number"
      min={min}
      max={max}
      step={1}
      required
      value={value}
      aria-describedby={describedBy}
      aria-invalid={isInvalid}
      onChange={({ currentTarget: input }) => {
        const isValid = input.checkValidity();
        setInvalid(!isValid);
        onChange(isValid ? input.valueAsNumber : undefined);
      }}
    />
  );
}
