/** A cell of the table, counted from 0, headings left out. */
export interface Place {
  row: number;
  column: number;
}

/** Where a key leads from a cell; undefined for keys that lead nowhere. */
export function move(
  { key, ctrlKey, metaKey, altKey }: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>,
  { row, column }: Place,
  { rows, columns }: { rows: number; columns: number },
): Place | undefined {
  const isFar = ctrlKey || metaKey;
  if (altKey) return undefined;
  const to = (down: number, right: number) => ({
    row: clamp(row + down, rows),
    column: clamp(column + right, columns),
  });
  switch (key) {
    case 'ArrowUp':
      return to(isFar ? -rows : -1, 0);
    case 'ArrowDown':
      return to(isFar ? rows : 1, 0);
    case 'ArrowLeft':
      return to(0, isFar ? -columns : -1);
    case 'ArrowRight':
      return to(0, isFar ? columns : 1);
    case 'PageUp':
      return to(-PAGE, 0);
    case 'PageDown':
      return to(PAGE, 0);
    case 'Home':
      return to(isFar ? -rows : 0, -columns);
    case 'End':
      return to(isFar ? rows : 0, columns);
    default:
      return undefined;
  }
}

/** Where one is after a key that ends typing. Tab goes on to the side, Enter to the next day. */
export const AFTER_TYPING: Readonly<Record<string, { down: number; right: number } | undefined>> = {
  Enter: { down: 1, right: 0 },
  'Shift+Enter': { down: -1, right: 0 },
  Tab: { down: 0, right: 1 },
  'Shift+Tab': { down: 0, right: -1 },
  Escape: { down: 0, right: 0 },
};

export const clamp = (n: number, count: number): number => Math.max(0, Math.min(n, count - 1));

/** A fortnight. */
const PAGE = 14;
