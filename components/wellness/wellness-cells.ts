import { i18n } from '#i18n';
import { checkEdit } from '../../lib/features/wellness/conflict-check.ts';
import { isSameTypedValue, isUnusualValue, parseTypedValue } from '../../lib/features/wellness/typed-value.ts';
import {
  getWellnessValue,
  isEditableField,
  type WellnessEdit,
  type WellnessValue,
} from '../../lib/features/wellness/wellness-edit.ts';
import { getWellnessField, type WellnessDay } from '../../lib/formats/wellness/wellness-fields.ts';
import type { CalendarDate } from '../../lib/platform/calendar-date.ts';
import { DECIMAL_MARK } from '../../lib/platform/format.ts';

/** A day of the table: the day on Intervals.icu, and the athlete's pending edits. */
export interface WellnessRow {
  day: CalendarDate;
  existing: WellnessDay | undefined;
  /** The edits of this day. */
  edits: readonly WellnessEdit[] | undefined;
}

/** The content of a cell. */
interface WellnessCell {
  /** The value of a pending edit, else the current one. */
  value: WellnessValue | undefined;
  now: WellnessValue | undefined;
  /** A pending edit; `conflict` where the current value changed after the edit was made. */
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

/** Parses text that was typed or pasted into a cell to an edit, or to the reason why it is not one. */
export function parseCellEdit(row: WellnessRow, key: string, text: string): WellnessEdit | { reason: CellEditError } {
  const field = getWellnessField(key);
  const { now, value, isEditable: canBe } = getWellnessCell(row, key);
  if (!field || !canBe) return { reason: 'read-only' };
  const parsed = parseTypedValue(text, field, DECIMAL_MARK);
  if ('reason' in parsed) return parsed;
  // Cells show two decimals: an unchanged text must keep the further decimals of the value.
  const to = [value, now].find(each => isSameTypedValue(each, parsed.to, key)) ?? parsed.to;
  return { day: row.day, key, from: now, to };
}

/** Why a text cannot be a value of a cell. */
export type CellEditError = 'read-only' | Extract<ReturnType<typeof parseTypedValue>, { reason: unknown }>['reason'];

/** The message for a text that is not a value of its cell. */
export function getCellEditMessage(reason: CellEditError, text: string): string {
  switch (reason) {
    case 'no-number':
      return i18n.t('wellness.noNumber', { text });
    case 'no-step':
      return i18n.t('wellness.noStep', { text });
    case 'no-option':
      return i18n.t('wellness.noOption', { text });
    case 'read-only':
      return i18n.t('wellness.readOnly');
  }
}
