/** A cell of the table, counted from 0 without the headings. */
export interface CellPosition {
  row: number;
  column: number;
}

/**
 * The cell to which a key moves the focus; undefined for other keys. The keys are those of a grid
 * (https://www.w3.org/WAI/ARIA/apg/patterns/grid/).
 */
export function getNextCell(
  { key, ctrlKey, metaKey, altKey }: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>,
  { row, column }: CellPosition,
  { rows, columns }: { rows: number; columns: number },
): CellPosition | undefined {
  const isToEdge = ctrlKey || metaKey;
  if (altKey) return undefined;
  const moveBy = (down: number, right: number) => ({
    row: clampIndex(row + down, rows),
    column: clampIndex(column + right, columns),
  });
  switch (key) {
    case 'ArrowUp':
      return moveBy(isToEdge ? -rows : -1, 0);
    case 'ArrowDown':
      return moveBy(isToEdge ? rows : 1, 0);
    case 'ArrowLeft':
      return moveBy(0, isToEdge ? -columns : -1);
    case 'ArrowRight':
      return moveBy(0, isToEdge ? columns : 1);
    case 'PageUp':
      return moveBy(-PAGE_ROWS, 0);
    case 'PageDown':
      return moveBy(PAGE_ROWS, 0);
    case 'Home':
      return moveBy(isToEdge ? -rows : 0, -columns);
    case 'End':
      return moveBy(isToEdge ? rows : 0, columns);
    default:
      return undefined;
  }
}

/** How the focus moves after a key that ends typing: Tab to the side, Enter to the next day. */
export const MOVE_AFTER_TYPING: Readonly<Record<string, { down: number; right: number } | undefined>> = {
  Enter: { down: 1, right: 0 },
  'Shift+Enter': { down: -1, right: 0 },
  Tab: { down: 0, right: 1 },
  'Shift+Tab': { down: 0, right: -1 },
  Escape: { down: 0, right: 0 },
};

export const clampIndex = (n: number, count: number): number => Math.max(0, Math.min(n, count - 1));

/** Two weeks. */
const PAGE_ROWS = 14;
