import type { RefObject } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Place } from './grid-keys.ts';

/** A cell that is being typed into. */
export interface Typing extends Place {
  /** What stood in it when that began. */
  text: string;
  /** It was there before: the first key replaces it. */
  isWhole: boolean;
}

/** The one field that is open in a table. */
export interface Typist {
  typing: Typing | undefined;
  /** The same, without waiting for the next drawing. */
  current: RefObject<Typing | null>;
  input: RefObject<HTMLInputElement | null>;
  start: (typing: Typing) => void;
  /** Closes it, and returns what was typed where. */
  stop: () => { at: Place; text: string } | undefined;
}

export function useTyping(): Typist {
  const [typing, setTyping] = useState<Typing>();
  const current = useRef<Typing | null>(null);
  const input = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => {
    const field = input.current;
    field?.focus();
    // What was there is replaced by the first key; after what began it, one goes on.
    field?.setSelectionRange(typing?.isWhole ? 0 : field.value.length, field.value.length);
  }, [typing]);

  const start = (next: Typing) => {
    current.current = next;
    setTyping(next);
  };
  const stop = () => {
    const at = current.current;
    // A field that is taken away loses the focus once more.
    current.current = null;
    setTyping(undefined);
    return at ? { at, text: input.current?.value ?? '' } : undefined;
  };
  return { typing, current, input, start, stop };
}
