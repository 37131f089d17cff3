interface Props {
  label: string;
  value: string | undefined;
  onChange: (day: string) => void;
}

/** A field for a date. */
export function DateField({ label, value, onChange }: Props) {
  return (
    <label class="line">
      {label}
      <input
        type="date"
        class="field"
        required
        min="2000-01-01"
        value={value ?? ''}
        onInput={event => onChange(event.currentTarget.value)}
      />
    </label>
  );
}
