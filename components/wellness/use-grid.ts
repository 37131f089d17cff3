import { useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Edit } from '../../lib/wellness/edit.ts';
import { number } from '../format.ts';
import { editOf, type RowFacts } from './cells.ts';
import { whyNot } from './entry-words.ts';
import { AFTER_TYPING, move, type Place } from './grid-keys.ts';
import { placeOf, useRoving } from './use-roving.ts';
import { useTyping } from './use-typing.ts';

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
    if (isOpen(at)) start({ ...at, text, isWhole });
  };

  /** Puts texts into cells: those of the other lines below, those beside each other beside the first. */
  const put = (at: Place, lines: readonly (readonly string[])[]) => {
    const found = lines.flatMap((texts, down) =>
      texts.map((text, across) => {
        const [row, key] = [rows[at.row + down], keys[at.column + across]];
        return onEdit && row && key !== undefined ? editOf(row, key, text) : ({ why: 'read-only' } as const);
      }),
    );
    const edits = found.filter(each => 'day' in each);
    if (edits.length > 0) onEdit?.(edits);
    return { edits, failed: found.filter(each => 'why' in each) };
  };

  const keepTyped = () => {
    const typed = stop();
    if (!typed) return;
    const [failure] = put(typed.at, [[typed.text]]).failed;
    setSaid(failure ? whyNot(failure.why, typed.text) : '');
  };

  const onKeyInField = (event: KeyboardEvent, at: Place) => {
    const by = AFTER_TYPING[`${event.shiftKey ? 'Shift+' : ''}${event.key}`];
    if (!by || event.isComposing) return;
    event.preventDefault();
    if (event.key === 'Escape') stop();
    else keepTyped();
    focus({ row: at.row + by.down, column: at.column + by.right });
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
    else if (key === 'Delete' || key === 'Backspace') isOpen(at) && put(at, [['']]);
    else if (isText) type(at, key.trim(), false);
    else return;
    event.preventDefault();
  };

  const onPaste = (event: ClipboardEvent) => {
    const at = placeOf(event.target);
    if (!at || current.current) return;
    event.preventDefault();
    const text = event.clipboardData?.getData('text/plain') ?? '';
    const lines = text.replace(/\r?\n$/, '').split(/\r?\n/);
    const { edits, failed } = put(
      at,
      lines.map(line => line.split('\t')),
    );
    setSaid(pastedWords(edits.length, failed.length));
  };

  const onCopy = (event: ClipboardEvent) => {
    const at = placeOf(event.target);
    if (!at || current.current) return;
    event.preventDefault();
    event.clipboardData?.setData('text/plain', textAt(at));
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

function pastedWords(pasted: number, left: number): string {
  const words = i18n.t('wellness.pasted', pasted, [number(pasted)]);
  if (left === 0) return words;
  return `${words} ${i18n.t('wellness.notPasted', left, [number(left)])}`;
}
