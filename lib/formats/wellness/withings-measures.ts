import * as z from 'zod/mini';
import { parseDateColumn } from './date-column.ts';
import type { WellnessExportKind } from './import-result.ts';
import type { JsonContext } from './json-shape.ts';
import { roundForField } from './parse-quantity.ts';
import { getWellnessField, type WellnessKey } from './wellness-fields.ts';

const repliesSchema = z.object({
  timezone: z.catch(z.optional(z.string()), undefined),
  measuregrps: z.array(z.unknown()),
});

const groupSchema = z.object({
  /** Seconds since 1970. */
  date: z.int(),
  category: z.int(),
  attrib: z.catch(z.optional(z.int()), undefined),
  measures: z.array(z.object({ value: z.number(), type: z.int(), unit: z.int() })),
});

/** The types of measures that are a field of Intervals.icu: https://developer.withings.com/api-reference#tag/measure */
const KEYS_BY_TYPE: Readonly<Record<number, WellnessKey>> = {
  1: 'weight',
  6: 'bodyFat',
  9: 'diastolic',
  10: 'systolic',
  54: 'spO2',
  123: 'vo2max',
};

/** Category 2 is what the person aims at. */
const MEASURED = 1;

/** The scale was not sure which of its users stood on it. */
const AMBIGUOUS_USER = 1;

/** Collects the measures in a reply of Withings' API; undefined for any other object. */
export function collectWithingsMeasures(value: object, context: JsonContext): WellnessExportKind | undefined {
  const reply = repliesSchema.safeParse(value);
  if (!reply.success) return undefined;
  const { measuregrps, timezone = context.dateContext.timezone } = reply.data;
  for (const [n, group] of measuregrps.entries())
    collectGroup(group, { ...context, path: `${context.path}.measuregrps[${n}]` }, timezone);
  return 'withings-api';
}

function collectGroup(value: unknown, { collector, dateContext, file, path }: JsonContext, timezone: string): void {
  const group = groupSchema.safeParse(value);
  const isMeasured = group.success && group.data.category === MEASURED && group.data.attrib !== AMBIGUOUS_USER;
  const [time = 'no-date'] = parseDateColumn(isMeasured ? [String(group.data.date)] : [], { ...dateContext, timezone });
  if (!isMeasured || typeof time === 'string') {
    const reason = isMeasured && typeof time === 'string' ? time : 'no-usable-values';
    collector.reject({ file, column: path }, JSON.stringify(value), reason);
    return;
  }
  for (const [n, measure] of group.data.measures.entries()) {
    const key = KEYS_BY_TYPE[measure.type];
    const field = key && getWellnessField(key);
    const location = { file, column: `${path}.measures[${n}]` };
    const amount = measure.value * 10 ** measure.unit;
    const text = JSON.stringify(measure);
    if (!field || !Number.isFinite(amount)) collector.reject(location, text, 'no-field');
    else collector.add({ ...time, key, value: roundForField(field, amount, true), location, text });
  }
}
