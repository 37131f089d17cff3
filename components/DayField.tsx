interface Props {
  label: string;
  value: string | undefined;
  onDay: (day: string) => void;
}

/** A date, chosen or typed. */
export function DayField({ label, value, onDay }: Props) {
  return (
    <label class="line">
      {label}
      <input
        type="date"
        class="field"
        required
        min="2000-01-01"
        value={value ?? ''}
        onInput={event => onDay(event.currentTarget.value)}
      />
    </label>
  );
}
