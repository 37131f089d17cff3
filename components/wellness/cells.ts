import type { CalendarDate } from '../../lib/platform/calendar-date.ts';
import { DECIMAL_MARK } from '../../lib/platform/format.ts';
import { judgeOne } from '../../lib/wellness/diff.ts';
import { type Edit, isEditable, type Value, valueIn } from '../../lib/wellness/edit.ts';
import { isOdd, isSameEntry, readEntry } from '../../lib/wellness/entry.ts';
import { type WellnessDay, wellnessField } from '../../lib/wellness/fields.ts';

/** A day of the table: what Intervals.icu has, and what the athlete wants. */
export interface RowFacts {
  day: CalendarDate;
  known: WellnessDay | undefined;
  /** Only those of this day. */
  edits: readonly Edit[] | undefined;
}

/** What a cell shows. */
export interface CellFacts {
  /** What is wanted, else what is there. */
  value: Value | undefined;
  now: Value | undefined;
  /** Something else is wanted than is there; `conflict`: and what is there is not what was there then. */
  change?: 'wanted' | 'conflict';
  isOdd: boolean;
  isEditable: boolean;
}

export function cellOf({ known, edits }: RowFacts, key: string): CellFacts {
  const now = valueIn(known, key);
  const edit = edits?.find(each => each.key === key);
  const judged = edit && judgeOne(edit, known);
  const isWanted = judged !== undefined && judged.standing !== 'done';
  const value = isWanted ? judged.to : now;
  return {
    value,
    now,
    ...(isWanted && { change: judged.standing === 'conflict' ? 'conflict' : 'wanted' }),
    isOdd: isOdd(key, value),
    isEditable: isEditable(key) && !known?.locked,
  };
}

/** What was typed or pasted into a cell: an edit, or why there is none. */
export function editOf(row: RowFacts, key: string, text: string): Edit | { why: Why } {
  const field = wellnessField(key);
  const { now, value, isEditable: canBe } = cellOf(row, key);
  if (!field || !canBe) return { why: 'read-only' };
  const entry = readEntry(text, field, DECIMAL_MARK);
  if ('why' in entry) return entry;
  // Cells show two digits after the point: who leaves them as they are does not want the others gone.
  const to = [value, now].find(each => isSameEntry(each, entry.to, key)) ?? entry.to;
  return { day: row.day, key, from: now, to };
}

/** Why something cannot stand in a cell. */
export type Why = 'read-only' | Extract<ReturnType<typeof readEntry>, { why: unknown }>['why'];
