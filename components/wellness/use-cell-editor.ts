import type { RefObject } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { CalendarDate } from '../../lib/platform/calendar-date.ts';

/** A cell that is being typed into, by its names: columns come and go when days are read. */
export interface CellInput {
  day: CalendarDate;
  /** The field. */
  key: string;
  /** What stood in it when that began. */
  text: string;
  /** It was there before: the first key replaces it. */
  selectsAll: boolean;
}

/** Texts may have several lines. */
export type CellInputElement = HTMLInputElement | HTMLTextAreaElement;

/** The one field that is open in a table. */
interface CellEditor {
  typing: CellInput | undefined;
  /** The same, without waiting for the next drawing. */
  current: RefObject<CellInput | null>;
  input: RefObject<CellInputElement | null>;
  start: (typing: CellInput) => void;
  /** Closes it, and returns what was typed where; nothing where what stood there was left as it was. */
  stop: () => CellInput | undefined;
}

export function useCellEditor(): CellEditor {
  const [typing, setTyping] = useState<CellInput>();
  const current = useRef<CellInput | null>(null);
  const input = useRef<CellInputElement>(null);
  const initialText = useRef('');
  useLayoutEffect(() => {
    const field = input.current;
    initialText.current = field?.value ?? '';
    field?.focus();
    // What was there is replaced by the first key; after what began it, one goes on.
    field?.setSelectionRange(typing?.selectsAll ? 0 : field.value.length, field.value.length);
  }, [typing]);

  const start = (next: CellInput) => {
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
    return at.selectsAll && field.value === initialText.current ? undefined : { ...at, text: field.value };
  };
  return { typing, current, input, start, stop };
}
