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
export function SecretField({ id, label, input, required = true, invalid, describedBy }: Props) {
  return (
    <>
      <label for={id}>{label}</label>
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
    </>
  );
}
