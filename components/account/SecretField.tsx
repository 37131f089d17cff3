import type { RefObject } from 'preact';

interface Props {
  id: string;
  label: string;
  input: RefObject<HTMLInputElement | null>;
  required?: boolean;
  invalid: boolean;
  describedBy: string;
}

/** A field for a secret, with its label. */
export function SecretField({ label, ...field }: Props) {
  return (
    <>
      <label for={field.id}>{label}</label>
      <SecretInput {...field} />
    </>
  );
}

/** The same without a label: the caller provides it. */
export function SecretInput({ id, input, required = true, invalid, describedBy }: Omit<Props, 'label'>) {
  return (
    <input
      id={id}
      ref={input}
      class="field connect-key"
      type="password"
      autocomplete="off"
      spellcheck={false}
      required={required}
      aria-invalid={invalid}
      aria-describedby={describedBy}
    />
  );
}
