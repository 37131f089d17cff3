import { checkEdit } from '../../lib/features/wellness/conflict-check.ts';
import {
  isSameTypedValue,
  isUnusualValue,
  parseTypedValue,
} from '../../lib/features/wellness/typed-value.ts';
import {
  getWellnessValue,
  isEditableField,
  type WellnessEdit,
  type WellnessValue,
} from '../../lib/features/wellness/wellness-edit.ts';
import { getWellnessField, type WellnessDay } from '../../lib/formats/wellness/wellness-fields.ts';
import type { CalendarDate } from '../../lib/platform/calendar-date.ts';
import { DECIMAL_MARK } from '../../lib/platform/format.ts';

/** A day of the table: what Intervals.icu has, and what the athlete wants. */
export interface WellnessRow {
  day: CalendarDate;
  existing: WellnessDay | undefined;
  /** Only those of this day. */
  edits: readonly WellnessEdit[] | undefined;
}

/** What a cell shows. */
interface WellnessCell {
  /** What is wanted, else what is there. */
  value: WellnessValue | undefined;
  now: WellnessValue | undefined;
  /** Something else is wanted than is there; `conflict`: and what is there is not what was there then. */
  change?: 'pending' | 'conflict';
  isUnusual: boolean;
  isEditable: boolean;
}

export function getWellnessCell({ existing, edits }: WellnessRow, key: string): WellnessCell {
  const now = getWellnessValue(existing, key);
  const edit = edits?.find(each => each.key === key);
  const checked = edit && checkEdit(edit, existing);
  const isPending = checked !== undefined && checked.status !== 'saved';
  const value = isPending ? checked.to : now;
  return {
    value,
    now,
    ...(isPending && { change: checked.status === 'conflict' ? 'conflict' : 'pending' }),
    isUnusual: isUnusualValue(key, value),
    isEditable: isEditableField(key) && !existing?.locked,
  };
}

/** What was typed or pasted into a cell: an edit, or why there is none. */
export function parseCellEdit(
  row: WellnessRow,
  key: string,
  text: string,
): WellnessEdit | { reason: CellEditError } {
  const field = getWellnessField(key);
  const { now, value, isEditable: canBe } = getWellnessCell(row, key);
  if (!field || !canBe) return { reason: 'read-only' };
  const parsed = parseTypedValue(text, field, DECIMAL_MARK);
  if ('reason' in parsed) return parsed;
  // Cells show two digits after the point: who leaves them as they are does not want the others gone.
  const to = [value, now].find(each => isSameTypedValue(each, parsed.to, key)) ?? parsed.to;
  return { day: row.day, key, from: now, to };
}

/** Why something cannot stand in a cell. */
export type CellEditError =
  | 'read-only'
  | Extract<ReturnType<typeof parseTypedValue>, { reason: unknown }>['reason'];
