import type { RefObject } from 'preact';

interface Props {
  id: string;
  label: string;
  input: RefObject<HTMLInputElement | null>;
  required?: boolean;
  invalid: boolean;
  describedBy: string;
}

/** A field for what nobody should read over a shoulder. */
export function SecretField({ label, ...field }: Props) {
  return (
    <>
      <label for={field.id}>{label}</label>
      <SecretInput {...field} />
    </>
  );
}

/** The same without its label, which is somewhere else. */
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
