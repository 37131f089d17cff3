import { useEffect, useRef, useState } from 'preact/hooks';

interface Question {
  question: string;
  confirmLabel: string;
  cancelLabel: string;
  onConfirm: () => void;
}

interface Props extends Question {
  label: string;
  class?: string;
  busy?: boolean;
  describedBy?: string;
}

/** A button that asks for a confirmation in its own place. The focus stays there. */
export function ConfirmButton({ label, onConfirm, class: className, busy, describedBy, ...question }: Props) {
  const button = useRef<HTMLButtonElement>(null);
  const [isOpen, setIsOpen] = useState(false);
  const wasOpen = useRef(false);
  useEffect(() => {
    if (wasOpen.current && !isOpen) button.current?.focus();
    wasOpen.current = isOpen;
  }, [isOpen]);
  const close = (isConfirmed: boolean) => {
    setIsOpen(false);
    if (isConfirmed) onConfirm();
  };
  if (isOpen) return <ConfirmPrompt {...question} onConfirm={() => close(true)} onCancel={() => close(false)} />;
  return (
    <button
      type="button"
      class={`button ${className ?? ''}`}
      ref={button}
      aria-describedby={describedBy}
      aria-disabled={busy ?? false}
      onClick={() => !busy && setIsOpen(true)}
    >
      {label}
    </button>
  );
}

/** A question in place of the button that raised it. Cancel has the focus; Escape cancels, too. */
export function ConfirmPrompt({
  question,
  confirmLabel,
  cancelLabel,
  onConfirm,
  onCancel,
}: Question & { onCancel: () => void }) {
  const cancelButton = useRef<HTMLButtonElement>(null);
  useEffect(() => cancelButton.current?.focus(), []);
  const onKeyDown = ({ key }: KeyboardEvent) => {
    if (key === 'Escape') onCancel();
  };
  return (
    <fieldset class="line" aria-label={question} onKeyDown={onKeyDown}>
      <span class="small">{question}</span>
      <button type="button" class="button slim" onClick={onConfirm}>
        {confirmLabel}
      </button>
      <button type="button" class="button slim" ref={cancelButton} onClick={onCancel}>
        {cancelLabel}
      </button>
    </fieldset>
  );
}
