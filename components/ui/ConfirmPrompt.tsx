import { useEffect, useRef } from 'preact/hooks';

interface Props {
  question: string;
  confirmLabel: string;
  cancelLabel: string;
  onConfirm: () => void;
  onCancel: () => void;
}

/** A question in place of the button that raised it. The answer that changes nothing has the focus; Escape gives it too. */
export function ConfirmPrompt({ question, confirmLabel, cancelLabel, onConfirm, onCancel }: Props) {
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
