import { useEffect, useRef, useState } from 'preact/hooks';
import { ConfirmPrompt } from './ConfirmPrompt.tsx';

interface Props {
  label: string;
  question: string;
  confirmLabel: string;
  cancelLabel: string;
  onConfirm: () => void;
  class?: string;
  busy?: boolean;
  describedBy?: string;
}

/** A button that asks once before it does something, in its own place. The focus stays there. */
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
  if (isOpen)
    return <ConfirmPrompt {...question} onConfirm={() => close(true)} onCancel={() => close(false)} />;
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
