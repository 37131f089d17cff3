import type { RefObject } from 'preact';
import { useCallback, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { clamp, type Place } from './grid-keys.ts';

/** The focus within a table: Tab comes to one cell only, the one that had it last. */
export interface Roving {
  table: RefObject<HTMLTableElement | null>;
  cellAt: (place: Place) => HTMLElement | undefined;
  /** Goes to a cell, or to the nearest there is. */
  focus: (place: Place) => void;
  /** Which column one is in; undefined before the first time. */
  column: number | undefined;
  onFocusIn: (event: FocusEvent) => void;
}

export function useRoving(rows: number, columns: number, firstRow: number): Roving {
  const table = useRef<HTMLTableElement>(null);
  const [column, setColumn] = useState<number>();

  const cellAt = useCallback(
    (place: Place) => table.current?.tBodies[0]?.rows[place.row]?.cells[place.column + 1],
    [],
  );
  // Set by hand: two rows that are drawn anew with every step are felt in a table of a year.
  const enter = (cell: Element | undefined) => {
    for (const other of table.current?.querySelectorAll('td[tabindex="0"]') ?? [])
      other.setAttribute('tabindex', '-1');
    cell?.setAttribute('tabindex', '0');
  };
  useLayoutEffect(() => {
    if (!table.current?.querySelector('td[tabindex="0"]')) enter(cellAt({ row: firstRow, column: 0 }));
  });

  const focus = (to: Place) =>
    cellAt({ row: clamp(to.row, rows), column: clamp(to.column, columns) })?.focus();
  const onFocusIn = ({ target }: FocusEvent) => {
    const place = placeOf(target);
    if (!place) return;
    setColumn(place.column);
    enter(cellAt(place));
  };
  return { table, cellAt, focus, column, onFocusIn };
}

/** Which cell an event happened in. */
export function placeOf(target: EventTarget | null): Place | undefined {
  const cell = target instanceof Element ? target.closest('td') : null;
  const row = cell?.parentElement;
  if (!cell || !(row instanceof HTMLTableRowElement)) return undefined;
  return { row: row.sectionRowIndex, column: cell.cellIndex - 1 };
}
