import { useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { formatNumber } from '../../lib/platform/format.ts';
import type { Edit } from '../../lib/wellness/edit.ts';
import { csvRows } from '../../lib/wellness/import/csv-rows.ts';
import { editOf, type RowFacts } from './cells.ts';
import { whyNot } from './entry-words.ts';
import { AFTER_TYPING, move, type Place } from './grid-keys.ts';
import { placeOf, useRoving } from './use-roving.ts';
import { type Typing, useTyping } from './use-typing.ts';

interface Options {
  rows: readonly RowFacts[];
  keys: readonly string[];
  /** Where one begins. */
  firstRow: number;
  /** Absent where nobody may write. */
  onEdit: ((edits: readonly Edit[]) => void) | undefined;
}

/** The hands on a table: it is gone through and typed into as one does with a spreadsheet. */
export function useGrid({ rows, keys, firstRow, onEdit }: Options) {
  const { table, cellAt, focus, column, onFocusIn } = useRoving(rows.length, keys.length, firstRow);
  const { typing, current, input, start, stop } = useTyping();
  const [said, setSaid] = useState('');
  const textAt = (at: Place): string => cellAt(at)?.dataset.text ?? '';

  /** Whether a cell can be written to; says why it cannot. */
  const isOpen = (at: Place): boolean => {
    const isShut = cellAt(at)?.getAttribute('aria-readonly') === 'true';
    setSaid(isShut && rows[at.row]?.known?.locked ? i18n.t('wellness.lockedHint') : '');
    return !isShut;
  };
  const type = (at: Place, text: string, isWhole: boolean) => {
    const [row, key] = [rows[at.row], keys[at.column]];
    if (row && key !== undefined && isOpen(at)) start({ day: row.day, key, text, isWhole });
  };

  /** Puts texts into cells; what cannot stand there is left out. */
  const put = (texts: readonly { row: RowFacts | undefined; key: string | undefined; text: string }[]) => {
    const found = texts.map(({ row, key, text }) =>
      onEdit && row && key !== undefined ? editOf(row, key, text) : ({ why: 'read-only' } as const),
    );
    const edits = found.filter(each => 'day' in each);
    if (edits.length > 0) onEdit?.(edits);
    return { edits, failed: found.filter(each => 'why' in each) };
  };

  const keepTyped = () => {
    const typed = stop();
    if (!typed) return;
    const [failure] = put([{ ...typed, row: rows.find(({ day }) => day === typed.day) }]).failed;
    setSaid(failure ? whyNot(failure.why, typed.text) : '');
  };

  const onKeyInField = (event: KeyboardEvent, { day, key }: Typing) => {
    const by = AFTER_TYPING[`${event.shiftKey ? 'Shift+' : ''}${event.key}`];
    // Alt and Enter make a new line, as in a spreadsheet.
    if (!by || event.isComposing || event.altKey) return;
    event.preventDefault();
    if (event.key === 'Escape') stop();
    else keepTyped();
    const row = rows.findIndex(each => each.day === day);
    focus({ row: row + by.down, column: keys.indexOf(key) + by.right });
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (current.current) return onKeyInField(event, current.current);
    const at = placeOf(event.target);
    if (!at) return;
    const { key } = event;
    const to = move(event, at, { rows: rows.length, columns: keys.length });
    const isText = key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (to) focus(to);
    else if (key === 'Enter' || key === 'F2') type(at, textAt(at), true);
    else if (key === 'Delete' || key === 'Backspace')
      isOpen(at) && put([{ row: rows[at.row], key: keys[at.column], text: '' }]);
    else if (isText) type(at, key.trim(), false);
    else return;
    event.preventDefault();
  };

  const onPaste = (event: ClipboardEvent) => {
    const at = placeOf(event.target);
    if (!at || current.current) return;
    event.preventDefault();
    const text = event.clipboardData?.getData('text/plain') ?? '';
    // Those of the other lines go below, those beside each other beside the first. Spreadsheets quote cells of several lines.
    const texts = [...csvRows(text, '\t')].flatMap(({ cells }, down) =>
      cells.map((text, across) => ({ row: rows[at.row + down], key: keys[at.column + across], text })),
    );
    const { edits, failed } = put(texts);
    setSaid(pastedWords(edits.length, failed.length));
  };

  const onCopy = (event: ClipboardEvent) => {
    const at = placeOf(event.target);
    if (!at || current.current) return;
    event.preventDefault();
    event.clipboardData?.setData('text/plain', quoted(textAt(at)));
  };

  const onDblClick = ({ target }: Event) => {
    const at = placeOf(target);
    if (at && !current.current) type(at, textAt(at), true);
  };

  const onFocusOut = ({ target }: FocusEvent) => {
    if (target === input.current) keepTyped();
  };

  const hands = { onKeyDown, onPaste, onCopy, onFocusIn, onFocusOut, onDblClick };
  return { table, hands, input, typing, activeKey: keys[column ?? -1], said };
}

/** As spreadsheets copy it, so that it comes back into one cell. */
const quoted = (text: string): string =>
  /^"|[\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

function pastedWords(pasted: number, left: number): string {
  const words = i18n.t('wellness.pasted', pasted, [formatNumber(pasted)]);
  if (left === 0) return words;
  return `${words} ${i18n.t('wellness.notPasted', left, [formatNumber(left)])}`;
}
