import { useEffect, useRef, useState } from 'preact/hooks';
import { Ask } from './Ask.tsx';

interface Props {
  label: string;
  question: string;
  yes: string;
  no: string;
  onYes: () => void;
  look?: string;
  busy?: boolean;
  describedBy?: string;
}

/** A button that asks once before it does something, in its own place. The focus stays there. */
export function AskFirst({ label, onYes, look, busy, describedBy, ...question }: Props) {
  const button = useRef<HTMLButtonElement>(null);
  const [asking, setAsking] = useState(false);
  const answered = useRef(false);
  useEffect(() => {
    if (answered.current && !asking) button.current?.focus();
    answered.current = asking;
  }, [asking]);
  const answer = (sure: boolean) => {
    setAsking(false);
    if (sure) onYes();
  };
  if (asking) return <Ask {...question} onYes={() => answer(true)} onNo={() => answer(false)} />;
  return (
    <button
      type="button"
      class={`button ${look ?? ''}`}
      ref={button}
      aria-describedby={describedBy}
      aria-disabled={busy ?? false}
      onClick={() => !busy && setAsking(true)}
    >
      {label}
    </button>
  );
}
