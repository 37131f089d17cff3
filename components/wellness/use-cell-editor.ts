import type { RefObject } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { CalendarDate } from '../../lib/platform/calendar-date.ts';

/** The cell that is being typed into, by day and field: its position changes when columns appear or disappear. */
export interface CellInput {
  day: CalendarDate;
  /** The key of the field. */
  key: string;
  /** The initial text. */
  text: string;
  /** The text is selected, so that the first key replaces it. */
  selectsAll: boolean;
}

/** A textarea for fields whose text may have several lines. */
export type CellInputElement = HTMLInputElement | HTMLTextAreaElement;

/** The input in the table; at most one is open. */
interface CellEditor {
  typing: CellInput | undefined;
  /** The same, updated without waiting for the next rendering. */
  current: RefObject<CellInput | null>;
  input: RefObject<CellInputElement | null>;
  start: (typing: CellInput) => void;
  /** Closes the input and returns the cell with its new text; undefined where the text was not changed. */
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
    // An existing text is selected; after a typed first character the cursor is at the end.
    field?.setSelectionRange(typing?.selectsAll ? 0 : field.value.length, field.value.length);
  }, [typing]);

  const start = (next: CellInput) => {
    current.current = next;
    setTyping(next);
  };
  const stop = () => {
    const at = current.current;
    // Removing the input fires another focusout, which must find nothing to commit.
    current.current = null;
    setTyping(undefined);
    const field = input.current;
    // The column and its input may be gone: that is not the same as an emptied cell.
    if (!at || !field) return undefined;
    return at.selectsAll && field.value === initialText.current ? undefined : { ...at, text: field.value };
  };
  return { typing, current, input, start, stop };
}
