import { useId } from 'preact/hooks';
import './Section.css';

interface Props {
  label: string;
  hint: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
}

/** A setting that is on or off, with a hint. */
export function CheckboxField({ label, hint, checked, onChange }: Props) {
  const id = useId();
  return (
    <div class="option-field">
      <input
        id={id}
        type="checkbox"
        checked={checked}
        aria-describedby={`${id}hint`}
        onChange={event => onChange(event.currentTarget.checked)}
      />
      <div>
        <label for={id}>{label}</label>
        <p class="muted small" id={`${id}hint`}>
          {hint}
        </p>
      </div>
    </div>
  );
}
