import type { RefObject } from 'preact';
import { useCallback, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { type CellPosition, clampIndex } from './grid-navigation.ts';

/**
 * The focus within a table: only the cell that had it last is in the tab order
 * (https://www.w3.org/WAI/ARIA/apg/practices/keyboard-interface/#kbd_roving_tabindex).
 */
interface RovingTabindex {
  table: RefObject<HTMLTableElement | null>;
  cellAt: (position: CellPosition) => HTMLElement | undefined;
  /** Focuses a cell, or the nearest one that exists. */
  focus: (position: CellPosition) => void;
  /** The column with the focus; undefined before the first focus. */
  column: number | undefined;
  onFocusIn: (event: FocusEvent) => void;
}

export function useRovingTabindex(rows: number, columns: number, firstRow: number): RovingTabindex {
  const table = useRef<HTMLTableElement>(null);
  const [column, setColumn] = useState<number>();

  const cellAt = useCallback(
    (position: CellPosition) => table.current?.tBodies[0]?.rows[position.row]?.cells[position.column + 1],
    [],
  );
  // Set outside of Preact: rendering two rows again for every step is noticeably slow in a table of a year.
  const setTabStop = (cell: Element | undefined) => {
    for (const other of table.current?.querySelectorAll('td[tabindex="0"]') ?? []) other.setAttribute('tabindex', '-1');
    cell?.setAttribute('tabindex', '0');
  };
  useLayoutEffect(() => {
    if (!table.current?.querySelector('td[tabindex="0"]')) setTabStop(cellAt({ row: firstRow, column: 0 }));
  });

  const focus = (to: CellPosition) =>
    cellAt({ row: clampIndex(to.row, rows), column: clampIndex(to.column, columns) })?.focus();
  const onFocusIn = ({ target }: FocusEvent) => {
    const position = getCellPosition(target);
    if (!position) return;
    setColumn(position.column);
    setTabStop(cellAt(position));
  };
  return { table, cellAt, focus, column, onFocusIn };
}

/** The cell in which an event happened. */
export function getCellPosition(target: EventTarget | null): CellPosition | undefined {
  const cell = target instanceof Element ? target.closest('td') : null;
  const row = cell?.parentElement;
  if (!cell || !(row instanceof HTMLTableRowElement)) return undefined;
  return { row: row.sectionRowIndex, column: cell.cellIndex - 1 };
}
