import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import './Section.css';

/** One section of the options. */
export function Section({ heading, children }: { heading: string; children: ComponentChildren }) {
  const id = useId();
  return (
    <section class="card section" aria-labelledby={id}>
      <h2 id={id}>{heading}</h2>
      {children}
    </section>
  );
}

interface CheckboxFieldProps {
  label: string;
  hint: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
}

/** A setting that is on or off. */
export function CheckboxField({ label, hint, checked, onChange }: CheckboxFieldProps) {
  const id = useId();
  return (
    <div class="choice">
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
