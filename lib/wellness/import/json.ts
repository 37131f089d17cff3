import { brokenFile } from '../../formats/file-problems.ts';
import { type WellnessKey, wellnessField } from '../fields.ts';
import { readCell } from './cell.ts';
import type { Collector } from './collect.ts';
import { daysOfColumn, type Moment } from './days-of-column.ts';
import type { Circumstances, Place, Reason, WellnessSource } from './imported.ts';
import type { JsonShape } from './json-shape.ts';
import { SHAPES } from './json-shapes.ts';
import { readTime } from './moment.ts';
import { factorOf } from './units.ts';

interface Around {
  circumstances: Circumstances;
  collector: Collector;
  file?: string | undefined;
}

/**
 * Reads every object of a known shape, wherever in the document it is. Undefined where there is none.
 * @throws {Problem} `broken-file`
 */
export function readJson(text: string, around: Around): WellnessSource | undefined {
  let source: WellnessSource | undefined;
  const visit = (value: unknown, path: string, depth: number): void => {
    if (typeof value !== 'object' || value === null || depth > MAX_DEPTH) return;
    const shape = SHAPES.find(({ marks }) => marks.every(mark => isThere(value, mark)));
    if (shape) {
      source ??= shape.source;
      readObject(value, shape, { ...around, path });
      return;
    }
    for (const [key, child] of Object.entries(value)) {
      visit(child, Array.isArray(value) ? `${path}[${key}]` : `${path}${path && '.'}${key}`, depth + 1);
    }
  };
  visit(parsed(text), '', 0);
  return source;
}

/** Exports nest three deep. */
const MAX_DEPTH = 12;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw brokenFile(String(cause), { cause });
  }
}

function readObject(object: object, shape: JsonShape, around: Around & { path: string }): void {
  const { collector, path, file } = around;
  const place: Place = { file, column: path };
  const moment = momentOf(object, shape, around.circumstances);
  const readings = Object.entries(shape.values).flatMap(([paths, meaning]) => {
    const value = sumAt(object, paths);
    return value === undefined ? [] : { paths, meaning, value };
  });
  for (const [leftPath, why] of Object.entries(shape.left ?? {})) {
    if (isThere(object, leftPath)) collector.report(inside(place, leftPath), textAt(object, leftPath), why);
  }
  const why = refusal(object, shape) ?? (readings.length === 0 ? 'nothing-of-use' : undefined);
  if (why || typeof moment === 'string') {
    collector.report(place, JSON.stringify(object), why ?? (typeof moment === 'string' ? moment : 'no-day'));
    return;
  }
  for (const { paths, meaning, value } of readings) {
    const [key, unit] = typeof meaning === 'string' ? [meaning] : meaning;
    addReading({ key, unit, value, moment, place: inside(place, paths) }, collector);
  }
}

function refusal(object: object, { only }: JsonShape): Reason | undefined {
  if (!only) return undefined;
  const [path, value, why] = only;
  return !isThere(object, path) || at(object, path) === value ? undefined : why;
}

const inside = (place: Place, path: string): Place => ({
  ...place,
  column: place.column ? `${place.column}.${path}` : path,
});

interface FoundValue {
  key: WellnessKey;
  unit: string | undefined;
  value: number | string;
  moment: Moment;
  place: Place;
}

function addReading({ key, unit, value, moment, place }: FoundValue, collector: Collector): void {
  const field = wellnessField(key);
  const text = String(value);
  const factor = (field && unit && factorOf(field, unit)) || 1;
  const reading = field && readCell(text, field, { mark: '.', factor });
  if (!reading) return;
  if ('why' in reading) collector.report(place, text, reading.why);
  else collector.add({ ...moment, key, value: reading.value, place, text });
}

/** Local days; a moment in UTC with an offset beside it is local there. */
function momentOf(
  object: object,
  { day = '', offset, time }: JsonShape,
  circumstances: Circumstances,
): Moment | Reason {
  const written = textAt(object, day);
  const shift = offset === undefined ? undefined : at(object, offset);
  const text = typeof shift === 'string' ? shifted(written, shift) : written;
  const [moment = 'no-day'] = daysOfColumn([text], circumstances);
  if (typeof moment === 'string' || time === undefined) return moment;
  return { ...moment, minutes: readTime(textAt(object, time)) };
}

function shifted(written: string, offset: string): string {
  const [, sign, hours, minutes] = /^([+-])(\d\d):?(\d\d)$/.exec(offset) ?? [];
  const offsetMs = (Number(hours) * 60 + Number(minutes)) * 60_000 * (sign === '-' ? -1 : 1);
  const there = new Date(Date.parse(written) + offsetMs);
  return Number.isNaN(there.getTime()) ? written : there.toISOString().slice(0, 19);
}

/** What is at a path, undefined for nothing and null. In a list, a name is that of a type: "metrics.HRV.value". */
function at(object: object, path: string): unknown {
  let value: unknown = object;
  for (const key of path.split('.')) {
    if (Array.isArray(value)) value = value.find(one => typeof one === 'object' && one?.type === key);
    else if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    else value = Reflect.get(value, key);
  }
  return value ?? undefined;
}

/** As it is written. `String` would ask an object of the document how to write it, and that may be `{"toString": 0}`. */
function textAt(object: object, path: string): string {
  const value = at(object, path) ?? '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

const isThere = (object: object, path: string): boolean => at(object, path) !== undefined;

function sumAt(object: object, paths: string): number | string | undefined {
  const parts = paths.split('+');
  const values = parts.map(path => at(object, path.replace('?', '')));
  const [first] = values;
  if (values.length === 1) return typeof first === 'number' || typeof first === 'string' ? first : undefined;
  const numbers = values.map((value, index) => value ?? (parts[index]?.endsWith('?') ? 0 : undefined));
  return numbers.reduce<number | undefined>(
    (sum, value) => (sum !== undefined && typeof value === 'number' ? sum + value : undefined),
    0,
  );
}
