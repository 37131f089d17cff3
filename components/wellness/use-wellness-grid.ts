import { useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { WellnessEdit } from '../../lib/features/wellness/wellness-edit.ts';
import { parseCsvRows } from '../../lib/formats/parse-csv-rows.ts';
import { formatNumber } from '../../lib/platform/format.ts';
import { type CellPosition, getNextCell, MOVE_AFTER_TYPING } from './grid-navigation.ts';
import { type CellInput, useCellEditor } from './use-cell-editor.ts';
import { getCellPosition, useRovingTabindex } from './use-roving-tabindex.ts';
import { getCellEditMessage, parseCellEdit, type WellnessRow } from './wellness-cells.ts';

interface Options {
  rows: readonly WellnessRow[];
  keys: readonly string[];
  /** The row that is in the tab order at first. */
  firstRow: number;
  /** Undefined without permission to write. */
  onEdit: ((edits: readonly WellnessEdit[]) => void) | undefined;
}

/** Keyboard, mouse and clipboard handling of the table, as in a spreadsheet. */
export function useWellnessGrid({ rows, keys, firstRow, onEdit }: Options) {
  const { table, cellAt, focus, column, onFocusIn } = useRovingTabindex(rows.length, keys.length, firstRow);
  const { typing, current, input, start, stop } = useCellEditor();
  const [status, setStatus] = useState('');
  const textAt = (at: CellPosition): string => cellAt(at)?.dataset.text ?? '';

  /** Whether a cell can be edited; if not, the status shows why. */
  const canEdit = (at: CellPosition): boolean => {
    const isShut = cellAt(at)?.getAttribute('aria-readonly') === 'true';
    setStatus(isShut && rows[at.row]?.existing?.locked ? i18n.t('wellness.lockedHint') : '');
    return !isShut;
  };
  const startTyping = (at: CellPosition, text: string, selectsAll: boolean) => {
    const [row, key] = [rows[at.row], keys[at.column]];
    if (row && key !== undefined && canEdit(at)) start({ day: row.day, key, text, selectsAll });
  };

  /** Makes edits of texts for cells; returns them and those that are not values of their cell. */
  const applyTexts = (texts: readonly { row: WellnessRow | undefined; key: string | undefined; text: string }[]) => {
    const found = texts.map(({ row, key, text }) =>
      onEdit && row && key !== undefined ? parseCellEdit(row, key, text) : ({ reason: 'read-only' } as const),
    );
    const edits = found.filter(each => 'day' in each);
    if (edits.length > 0) onEdit?.(edits);
    return { edits, failed: found.filter(each => 'reason' in each) };
  };

  const commitTyped = () => {
    const typed = stop();
    if (!typed) return;
    const [failure] = applyTexts([{ ...typed, row: rows.find(({ day }) => day === typed.day) }]).failed;
    setStatus(failure ? getCellEditMessage(failure.reason, typed.text) : '');
  };

  const onKeyInField = (event: KeyboardEvent, { day, key }: CellInput) => {
    const by = MOVE_AFTER_TYPING[`${event.shiftKey ? 'Shift+' : ''}${event.key}`];
    // Alt+Enter starts a new line, as in a spreadsheet.
    if (!by || event.isComposing || event.altKey) return;
    event.preventDefault();
    if (event.key === 'Escape') stop();
    else commitTyped();
    const row = rows.findIndex(each => each.day === day);
    focus({ row: row + by.down, column: keys.indexOf(key) + by.right });
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (current.current) return onKeyInField(event, current.current);
    const at = getCellPosition(event.target);
    if (!at) return;
    const { key } = event;
    const to = getNextCell(event, at, { rows: rows.length, columns: keys.length });
    const isText = key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (to) focus(to);
    else if (key === 'Enter' || key === 'F2') startTyping(at, textAt(at), true);
    else if (key === 'Delete' || key === 'Backspace')
      canEdit(at) && applyTexts([{ row: rows[at.row], key: keys[at.column], text: '' }]);
    else if (isText) startTyping(at, key.trim(), false);
    else return;
    event.preventDefault();
  };

  const onPaste = (event: ClipboardEvent) => {
    const at = getCellPosition(event.target);
    if (!at || current.current) return;
    event.preventDefault();
    const text = event.clipboardData?.getData('text/plain') ?? '';
    // Lines fill the rows below, tabs separate the columns. Spreadsheets quote cells that contain line breaks.
    const texts = [...parseCsvRows(text, '\t')].flatMap(({ cells }, down) =>
      cells.map((text, across) => ({ row: rows[at.row + down], key: keys[at.column + across], text })),
    );
    const { edits, failed } = applyTexts(texts);
    setStatus(getPasteMessage(edits.length, failed.length));
  };

  const onCopy = (event: ClipboardEvent) => {
    const at = getCellPosition(event.target);
    if (!at || current.current) return;
    event.preventDefault();
    event.clipboardData?.setData('text/plain', quoteForClipboard(textAt(at)));
  };

  const onDblClick = ({ target }: Event) => {
    const at = getCellPosition(target);
    if (at && !current.current) startTyping(at, textAt(at), true);
  };

  const onFocusOut = ({ target }: FocusEvent) => {
    if (target === input.current) commitTyped();
  };

  const handlers = { onKeyDown, onPaste, onCopy, onFocusIn, onFocusOut, onDblClick };
  return { table, handlers, input, typing, activeKey: keys[column ?? -1], status };
}

/** Quotes a text as spreadsheets do, so that pasting it fills one cell. */
const quoteForClipboard = (text: string): string =>
  /^"|[\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

function getPasteMessage(pasted: number, skipped: number): string {
  const words = i18n.t('wellness.pasted', pasted, [formatNumber(pasted)]);
  if (skipped === 0) return words;
  return `${words} ${i18n.t('wellness.notPasted', skipped, [formatNumber(skipped)])}`;
}
