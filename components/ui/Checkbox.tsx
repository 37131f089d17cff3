import './Checkbox.css';

interface Props {
  label: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
}

/** A checkbox with its label. */
export function Checkbox({ label, checked, onChange }: Props) {
  return (
    <label class="checkbox">
      <input type="checkbox" checked={checked} onChange={event => onChange(event.currentTarget.checked)} />
      {label}
    </label>
  );
}
