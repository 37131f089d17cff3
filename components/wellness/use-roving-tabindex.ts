import type { RefObject } from 'preact';
import { useCallback, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { type CellPosition, clampIndex } from './grid-navigation.ts';

/** The focus within a table: Tab comes to one cell only, the one that had it last. */
interface RovingTabindex {
  table: RefObject<HTMLTableElement | null>;
  cellAt: (position: CellPosition) => HTMLElement | undefined;
  /** Goes to a cell, or to the nearest there is. */
  focus: (position: CellPosition) => void;
  /** Which column one is in; undefined before the first time. */
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
  // Set by hand: two rows that are drawn anew with every step are felt in a table of a year.
  const setTabStop = (cell: Element | undefined) => {
    for (const other of table.current?.querySelectorAll('td[tabindex="0"]') ?? [])
      other.setAttribute('tabindex', '-1');
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

/** Which cell an event happened in. */
export function getCellPosition(target: EventTarget | null): CellPosition | undefined {
  const cell = target instanceof Element ? target.closest('td') : null;
  const row = cell?.parentElement;
  if (!cell || !(row instanceof HTMLTableRowElement)) return undefined;
  return { row: row.sectionRowIndex, column: cell.cellIndex - 1 };
}
