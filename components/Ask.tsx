import { useEffect, useRef } from 'preact/hooks';

interface Props {
  question: string;
  yes: string;
  no: string;
  onYes: () => void;
  onNo: () => void;
}

/** A question in place of the button that raised it. The answer that changes nothing has the focus; Escape gives it too. */
export function Ask({ question, yes, no, onYes, onNo }: Props) {
  const safe = useRef<HTMLButtonElement>(null);
  useEffect(() => safe.current?.focus(), []);
  const onKeyDown = ({ key }: KeyboardEvent) => {
    if (key === 'Escape') onNo();
  };
  return (
    <fieldset class="line" aria-label={question} onKeyDown={onKeyDown}>
      <span class="small">{question}</span>
      <button type="button" class="button slim" onClick={onYes}>
        {yes}
      </button>
      <button type="button" class="button slim" ref={safe} onClick={onNo}>
        {no}
      </button>
    </fieldset>
  );
}
