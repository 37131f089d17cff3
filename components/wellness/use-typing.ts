import type { RefObject } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { CalendarDate } from '../../lib/platform/calendar-date.ts';

/** A cell that is being typed into, by its names: columns come and go when days are read. */
export interface Typing {
  day: CalendarDate;
  /** The field. */
  key: string;
  /** What stood in it when that began. */
  text: string;
  /** It was there before: the first key replaces it. */
  isWhole: boolean;
}

/** Texts may have several lines. */
export type TextField = HTMLInputElement | HTMLTextAreaElement;

/** The one field that is open in a table. */
export interface Typist {
  typing: Typing | undefined;
  /** The same, without waiting for the next drawing. */
  current: RefObject<Typing | null>;
  input: RefObject<TextField | null>;
  start: (typing: Typing) => void;
  /** Closes it, and returns what was typed where; nothing where what stood there was left as it was. */
  stop: () => Typing | undefined;
}

export function useTyping(): Typist {
  const [typing, setTyping] = useState<Typing>();
  const current = useRef<Typing | null>(null);
  const input = useRef<TextField>(null);
  const shown = useRef('');
  useLayoutEffect(() => {
    const field = input.current;
    shown.current = field?.value ?? '';
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
    const field = input.current;
    // Its column may be gone, and with it what was typed: nothing was cleared.
    if (!at || !field) return undefined;
    return at.isWhole && field.value === shown.current ? undefined : { ...at, text: field.value };
  };
  return { typing, current, input, start, stop };
}
