import type { CalendarDate } from '../platform/calendar-date.ts';
import { type Edit, isSameValue, type Value, valueIn } from './edit.ts';
import { type WellnessDay, type WellnessKey, wellnessFields } from './fields.ts';
import type { Imported, ImportedDay, NotUnderstood } from './import/imported.ts';

/** Whether imported values go only where there is none, or in place of those that are there. */
export type Manner = 'fill' | 'replace';

/**
 * How an imported value stands to the one on Intervals.icu: there is none, there is the same, there is another, or the day
 * is locked and takes none.
 */
export type Fate = 'new' | 'same' | 'other' | 'locked';

export interface PlannedValue {
  /** On Intervals.icu; undefined is no value. */
  from: Value | undefined;
  to: number | string;
  fate: Fate;
}

export interface PlannedDay {
  day: CalendarDate;
  values: Partial<Record<WellnessKey, PlannedValue>>;
}

/** What an import would come to. */
export interface ImportPlan {
  /** Newest first. */
  days: PlannedDay[];
  /** Fields that some day has a value for, in their order. */
  keys: WellnessKey[];
}

/** What one file says, under its name. */
export type ReadFile = Pick<Imported, 'rows' | 'notUnderstood'> & { name: string };

/** Something in one of the files that leads to no value. */
export type NotUnderstoodIn = NotUnderstood & { name: string };

/** The days of several files as one. Where two of them differ, the one that was chosen first counts. */
export function joined(files: readonly ReadFile[]): {
  rows: ImportedDay[];
  notUnderstood: NotUnderstoodIn[];
} {
  const days = new Map<CalendarDate, ImportedDay>();
  const notUnderstood: NotUnderstoodIn[] = [];
  for (const { name, rows, notUnderstood: left } of files) {
    // One by one: a stack has no room for the million that a file of raw readings leads to.
    for (const one of left) notUnderstood.push({ ...one, name });
    for (const { day, values, from } of rows) {
      const before = days.get(day)?.values ?? {};
      days.set(day, { day, values: { ...values, ...before }, from });
      for (const key of keysIn(values)) {
        const [taken, value] = [before[key], values[key]];
        if (taken === undefined || taken === value) continue;
        const place = { ...from[0], column: key };
        notUnderstood.push({ name, place, text: String(value), why: 'same-day' });
      }
    }
  }
  return { rows: [...days.values()].toSorted(byDay), notUnderstood };
}

/** Holds what was imported against what Intervals.icu knows of these days. */
export function planImport(rows: readonly ImportedDay[], known: readonly WellnessDay[]): ImportPlan {
  const byDate = new Map(known.map(day => [day.day, day]));
  const days = rows
    .toSorted(byDay)
    .reverse()
    .map(({ day, values }) => planDay(day, values, byDate.get(day)));
  const used = new Set(days.flatMap(({ values }) => keysIn(values)));
  return { days, keys: wellnessFields.map(({ key }) => key).filter(key => used.has(key)) };
}

/** Whether a value would be written. */
export const isWritten = ({ fate }: PlannedValue, manner: Manner): boolean =>
  fate === 'new' || (fate === 'other' && manner === 'replace');

/** What would be written of some fields, the oldest day first. */
export function valuesToWrite(plan: ImportPlan, manner: Manner, keys: ReadonlySet<string>): Edit[] {
  return plan.days.toReversed().flatMap(({ day, values }) =>
    plan.keys.flatMap(key => {
      const value = values[key];
      return value && keys.has(key) && isWritten(value, manner)
        ? { day, key, from: value.from, to: value.to }
        : [];
    }),
  );
}

/** How many values of some fields have each fate; of locked ones, on which days. */
export interface Tally {
  new: number;
  same: number;
  other: number;
  /** Newest first. */
  locked: CalendarDate[];
}

export function tallyOf(plan: ImportPlan, keys: ReadonlySet<string>): Tally {
  const tally: Tally = { new: 0, same: 0, other: 0, locked: [] };
  for (const { day, values } of plan.days) {
    for (const key of keysIn(values).filter(key => keys.has(key))) {
      const fate = values[key]?.fate ?? 'same';
      if (fate !== 'locked') tally[fate] += 1;
      else if (tally.locked.at(-1) !== day) tally.locked.push(day);
    }
  }
  return tally;
}

function planDay(
  day: CalendarDate,
  values: ImportedDay['values'],
  known: WellnessDay | undefined,
): PlannedDay {
  const planned = keysIn(values).flatMap(key => {
    const to = values[key];
    return to === undefined ? [] : [[key, planValue(key, to, known)] as const];
  });
  return { day, values: Object.fromEntries(planned) };
}

function planValue(key: WellnessKey, to: number | string, known: WellnessDay | undefined): PlannedValue {
  const from = valueIn(known, key);
  if (isSameValue(from, to)) return { from, to, fate: 'same' };
  if (known?.locked) return { from, to, fate: 'locked' };
  return { from, to, fate: isEmpty(key, from, known) ? 'new' : 'other' };
}

/** Weight and resting pulse that nobody measured are filled in from the settings: they stand in nobody's way. */
function isEmpty(key: WellnessKey, from: Value | undefined, known: WellnessDay | undefined): boolean {
  if (from === undefined) return true;
  if (key === 'weight') return known?.values.tempWeight === true;
  return key === 'restingHR' && known?.values.tempRestingHR === true;
}

const keysIn = (values: object): WellnessKey[] => Object.keys(values) as WellnessKey[];

const byDay = (a: { day: CalendarDate }, b: { day: CalendarDate }): number => (a.day < b.day ? -1 : 1);
