import type { ImportedDay, RejectedItem, WellnessImport } from '../../formats/wellness/import-result.ts';
import {
  getWellnessField,
  type WellnessDay,
  type WellnessKey,
  wellnessFields,
} from '../../formats/wellness/wellness-fields.ts';
import type { CalendarDate } from '../../platform/calendar-date.ts';
import { isUnusualValue } from './typed-value.ts';
import { getWellnessValue, isSameValue, type WellnessEdit, type WellnessValue } from './wellness-edit.ts';

/** Whether imported values only fill empty ones, or also replace existing ones. */
export type ImportMode = 'fill' | 'replace';

/**
 * How an imported value compares with Intervals.icu: there is no value yet, the same one, a different one, or the day is
 * locked and ignores changes.
 */
type ImportStatus = 'new' | 'same' | 'different' | 'locked';

export interface ImportPlanValue {
  /** The value on Intervals.icu; undefined is no value. */
  from: WellnessValue | undefined;
  to: number | string;
  status: ImportStatus;
  /** Whether it is marked, so that the athlete checks its unit. */
  isUnusual: boolean;
}

export interface ImportPlanDay {
  day: CalendarDate;
  values: Partial<Record<WellnessKey, ImportPlanValue>>;
}

/** What an import would change. */
export interface ImportPlan {
  /** Newest first. */
  days: ImportPlanDay[];
  /** Fields with a value on some day, in the order of `wellnessFields`. */
  keys: WellnessKey[];
}

/** The import of one file, with the file's name. */
type NamedImport = Pick<WellnessImport, 'days' | 'rejected'> & { name: string };

/** Something in one of the files that is not imported. */
export type NamedRejectedItem = RejectedItem & { name: string };

/** Merges the days of several files. Where two differ, the file that was chosen first counts. */
export function mergeImports(files: readonly NamedImport[]): {
  days: ImportedDay[];
  rejected: NamedRejectedItem[];
} {
  const days = new Map<CalendarDate, ImportedDay>();
  const rejected: NamedRejectedItem[] = [];
  for (const { name, days: fileDays, rejected: fileRejected } of files) {
    // One by one: spreading the million items of a file of raw readings into `push` would overflow the stack.
    for (const one of fileRejected) rejected.push({ ...one, name });
    for (const { day, values, locations } of fileDays) {
      const before = days.get(day)?.values ?? {};
      days.set(day, { day, values: { ...values, ...before }, locations });
      for (const key of getFieldKeys(values)) {
        const [existing, value] = [before[key], values[key]];
        if (existing === undefined || existing === value) continue;
        const location = { ...locations[0], column: key };
        rejected.push({ name, location, text: String(value), reason: 'duplicate-day' });
      }
    }
  }
  return { days: [...days.values()].toSorted(byDay), rejected };
}

/** Compares imported days with the same days on Intervals.icu. */
export function planImport(rows: readonly ImportedDay[], existing: readonly WellnessDay[]): ImportPlan {
  const byDate = new Map(existing.map(day => [day.day, day]));
  const usualWeight = getUsualWeight(existing);
  const days = rows
    .toSorted(byDay)
    .reverse()
    .map(({ day, values }) => planDay(day, values, byDate.get(day), usualWeight));
  const used = new Set(days.flatMap(({ values }) => getFieldKeys(values)));
  return { days, keys: wellnessFields.map(({ key }) => key).filter(key => used.has(key)) };
}

/** Whether a value would be written in this mode. */
export const willBeWritten = ({ status }: ImportPlanValue, mode: ImportMode): boolean =>
  status === 'new' || (status === 'different' && mode === 'replace');

/** The edits that an import of these fields makes, oldest day first. */
export function getEditsToWrite(plan: ImportPlan, mode: ImportMode, keys: ReadonlySet<string>): WellnessEdit[] {
  return plan.days.toReversed().flatMap(({ day, values }) =>
    plan.keys.flatMap(key => {
      const value = values[key];
      return value && keys.has(key) && willBeWritten(value, mode) ? { day, key, from: value.from, to: value.to } : [];
    }),
  );
}

/** How many values have each status; for locked ones, the days. */
export interface ImportCounts {
  new: number;
  same: number;
  different: number;
  /** Newest first. */
  locked: CalendarDate[];
}

export function countByStatus(plan: ImportPlan, keys: ReadonlySet<string>): ImportCounts {
  const counts: ImportCounts = { new: 0, same: 0, different: 0, locked: [] };
  for (const { day, values } of plan.days) {
    for (const key of getFieldKeys(values).filter(key => keys.has(key))) {
      const status = values[key]?.status ?? 'same';
      if (status !== 'locked') counts[status] += 1;
      else if (counts.locked.at(-1) !== day) counts.locked.push(day);
    }
  }
  return counts;
}

function planDay(
  day: CalendarDate,
  values: ImportedDay['values'],
  existing: WellnessDay | undefined,
  usualWeight: number | undefined,
): ImportPlanDay {
  const planned = getFieldKeys(values).flatMap(key => {
    const to = values[key];
    if (to === undefined) return [];
    const isUnusual = isUnusualValue(key, to) || (key === 'weight' && isInPounds(Number(to), usualWeight));
    return [[key, { ...planValue(key, to, existing), isUnusual }] as const];
  });
  return { day, values: Object.fromEntries(planned) };
}

function planValue(
  key: WellnessKey,
  to: number | string,
  existing: WellnessDay | undefined,
): Omit<ImportPlanValue, 'isUnusual'> {
  const from = getWellnessValue(existing, key);
  if (isSameValue(from, to)) return { from, to, status: 'same' };
  if (existing?.locked) return { from, to, status: 'locked' };
  return { from, to, status: isUnmeasured(key, from, existing) ? 'new' : 'different' };
}

/** How many of the values that would be written are marked. */
export const countUnusual = (plan: ImportPlan, mode: ImportMode, keys: ReadonlySet<string>): number =>
  plan.days
    .flatMap(({ values }) => getFieldKeys(values).flatMap(key => (keys.has(key) ? (values[key] ?? []) : [])))
    .filter(value => value.isUnusual && willBeWritten(value, mode)).length;

/** The median of the weights on Intervals.icu, those from the settings included. */
function getUsualWeight(days: readonly WellnessDay[]): number | undefined {
  const weights = days.map(day => getWellnessValue(day, 'weight')).filter(weight => typeof weight === 'number');
  return weights.toSorted((a, b) => a - b)[Math.floor(weights.length / 2)];
}

/** Whether a weight is to the usual one about as a pound is to a kilogram, or the reverse. */
function isInPounds(weight: number, usual: number | undefined): boolean {
  const ratio = usual === undefined ? 1 : Math.max(weight / usual, usual / weight);
  return 1.8 < ratio && ratio < 2.6;
}

/** Whether a value is missing, or is a weight or resting HR that Intervals.icu copied from the settings and that no one measured. */
function isUnmeasured(key: WellnessKey, from: WellnessValue | undefined, existing: WellnessDay | undefined): boolean {
  if (from === undefined) return true;
  if (key === 'weight') return existing?.values.tempWeight === true;
  return key === 'restingHR' && existing?.values.tempRestingHR === true;
}

const getFieldKeys = (values: object): WellnessKey[] =>
  Object.keys(values).flatMap(key => getWellnessField(key)?.key ?? []);

const byDay = (a: { day: CalendarDate }, b: { day: CalendarDate }): number => (a.day < b.day ? -1 : 1);
