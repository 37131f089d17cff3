import { brokenFile } from '../file-problems.ts';
import { type MeasurementTime, parseDateColumn } from './date-column.ts';
import type { DayCollector, ParserContext } from './day-collector.ts';
import { collectHealthAutoExport } from './health-auto-export.ts';
import type { DateContext, RejectionReason, SourceLocation, WellnessExportKind } from './import-result.ts';
import type { JsonContext, JsonShape } from './json-shape.ts';
import { JSON_SHAPES } from './json-shapes.ts';
import { parseCell } from './parse-cell.ts';
import { parseTimeOfDay } from './parse-date.ts';
import { getUnitFactor } from './unit-factors.ts';
import { getWellnessField, type WellnessKey } from './wellness-fields.ts';
import { collectWithingsMeasures } from './withings-measures.ts';

/**
 * Collects every object of a known shape, wherever in the document it is. Undefined for a document without one.
 * @throws {Problem} `broken-file`
 */
export function parseWellnessJson(text: string, context: ParserContext): WellnessExportKind | undefined {
  let kind: WellnessExportKind | undefined;
  const visit = (value: unknown, path: string, depth: number): void => {
    if (typeof value !== 'object' || value === null || depth > MAX_DEPTH) return;
    const special = collectSpecialShape(value, { ...context, path });
    if (special) {
      kind ??= special;
      return;
    }
    const shape = JSON_SHAPES.find(({ requiredPaths }) => requiredPaths.every(required => hasPath(value, required)));
    if (shape) {
      kind ??= shape.kind;
      collectObject(value, shape, { ...context, path });
      return;
    }
    for (const [key, child] of Object.entries(value)) {
      visit(child, Array.isArray(value) ? `${path}[${key}]` : `${path}${path && '.'}${key}`, depth + 1);
    }
  };
  visit(parseDocument(text), '', 0);
  return kind;
}

/** Collects what no path leads to: lists of measures whose names are values. Undefined for any other object. */
const collectSpecialShape = (value: object, context: JsonContext): WellnessExportKind | undefined =>
  collectHealthAutoExport(value, context) ?? collectWithingsMeasures(value, context);

/** Known exports nest at most three levels deep. */
const MAX_DEPTH = 12;

function parseDocument(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw brokenFile(String(cause), { cause });
  }
}

function collectObject(object: object, shape: JsonShape, context: JsonContext): void {
  const { collector, path, file } = context;
  const location: SourceLocation = { file, column: path };
  const time = getMeasurementTime(object, shape, context.dateContext);
  const values = Object.entries(shape.values).flatMap(([paths, meaning]) => {
    const value = sumAtPaths(object, paths);
    return value === undefined ? [] : { paths, meaning, value };
  });
  for (const [leftPath, reason] of Object.entries(shape.rejected ?? {})) {
    if (hasPath(object, leftPath))
      collector.reject(getInnerLocation(location, leftPath), getTextAtPath(object, leftPath), reason);
  }
  const reason = getRejectionReason(object, shape) ?? (values.length === 0 ? 'no-usable-values' : undefined);
  if (reason || typeof time === 'string') {
    collector.reject(location, JSON.stringify(object), reason ?? (typeof time === 'string' ? time : 'no-date'));
    return;
  }
  for (const { paths, meaning, value } of values) {
    const [key, unit] = typeof meaning === 'string' ? [meaning] : meaning;
    const source = shape.stretch && key === 'sleepSecs' ? getTextAtPath(object, shape.stretch.sourcePath) : undefined;
    addMeasurement({ key, unit, value, time, location: getInnerLocation(location, paths), source }, collector);
  }
}

function getRejectionReason(object: object, { condition }: JsonShape): RejectionReason | undefined {
  if (!condition) return undefined;
  const [path, value, reason] = condition;
  if (!hasPath(object, path)) return undefined;
  const isMet = value instanceof RegExp ? value.test(getTextAtPath(object, path)) : getAtPath(object, path) === value;
  return isMet ? undefined : reason;
}

const getInnerLocation = (location: SourceLocation, path: string): SourceLocation => ({
  ...location,
  column: location.column ? `${location.column}.${path}` : path,
});

interface ObjectValue {
  key: WellnessKey;
  unit: string | undefined;
  value: number | string;
  time: MeasurementTime;
  location: SourceLocation;
  /** The device, where the value is a part of the day's. */
  source: string | undefined;
}

function addMeasurement({ key, unit, value, time, location, source }: ObjectValue, collector: DayCollector): void {
  const field = getWellnessField(key);
  const text = unit === 'ISO 8601' ? String(parseIsoDuration(String(value)) ?? value) : String(value);
  const unitFactor = (field && unit && getUnitFactor(field, unit)) || 1;
  const parsed = field && parseCell(text, field, { decimalMark: '.', unitFactor });
  if (!parsed) return;
  if ('reason' in parsed) collector.reject(location, text, parsed.reason);
  else {
    const amount = source === undefined ? undefined : parsed.value;
    const part =
      typeof amount === 'number' ? { amount, source: source ?? '', isTotal: false, isNap: false } : undefined;
    collector.add({ ...time, key, value: parsed.value, location, text, part });
  }
}

/** The local day and time; a time in UTC with an offset next to it is converted with that offset. */
function getMeasurementTime(
  object: object,
  { dayPath = '', dateOrder, offsetPath, timePath, stretch }: JsonShape,
  dateContext: DateContext,
): MeasurementTime | RejectionReason {
  const written = getTextAtPath(object, dayPath);
  const shift = offsetPath === undefined ? undefined : getAtPath(object, offsetPath);
  const text = typeof shift === 'string' ? applyUtcOffset(written, shift) : written;
  const [moment = 'no-date'] = parseDateColumn([text], dateContext, dateOrder);
  if (typeof moment === 'string') return moment;
  if (stretch) {
    const timezone = getTextAtPath(object, stretch.timezonePath) || dateContext.timezone;
    const [end] = parseDateColumn([getTextAtPath(object, stretch.endPath)], { ...dateContext, timezone });
    return { ...moment, minutes: typeof end === 'object' ? end.minutes : undefined };
  }
  if (timePath === undefined) return moment;
  return { ...moment, minutes: parseTimeOfDay(getTextAtPath(object, timePath)) };
}

/** The seconds of "PT7H4M30S"; undefined for any other text. */
function parseIsoDuration(text: string): number | undefined {
  const [whole, h = 0, m = 0, s = 0] =
    /^PT(?:(\d{1,3})H)?(?:(\d{1,4})M)?(?:(\d{1,6})(?:\.\d{1,9})?S)?$/.exec(text) ?? [];
  return whole === undefined ? undefined : Number(h) * 3600 + Number(m) * 60 + Number(s);
}

function applyUtcOffset(written: string, offset: string): string {
  const [, sign, hours, minutes] = /^([+-])(\d\d):?(\d\d)$/.exec(offset) ?? [];
  const offsetMs = (Number(hours) * 60 + Number(minutes)) * 60_000 * (sign === '-' ? -1 : 1);
  const there = new Date(Date.parse(written) + offsetMs);
  return Number.isNaN(there.getTime()) ? written : there.toISOString().slice(0, 19);
}

/** The value at a path; undefined where it is missing or null. In an array, a name selects the item of that `type`: "metrics.HRV.value". */
function getAtPath(object: object, path: string): unknown {
  let value: unknown = object;
  for (const key of path.split('.')) {
    if (Array.isArray(value)) value = value.find(one => typeof one === 'object' && one?.type === key);
    else if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    else value = Reflect.get(value, key);
  }
  return value ?? undefined;
}

/** The text at a path. `String` is not safe here: an object such as `{"toString": 0}` in the document makes it throw. */
function getTextAtPath(object: object, path: string): string {
  const value = getAtPath(object, path) ?? '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

const hasPath = (object: object, path: string): boolean => getAtPath(object, path) !== undefined;

function sumAtPaths(object: object, paths: string): number | string | undefined {
  const parts = paths.split('+');
  const values = parts.map(path => getAtPath(object, path.replace('?', '')));
  const [first] = values;
  if (values.length === 1) return typeof first === 'number' || typeof first === 'string' ? first : undefined;
  const numbers = values.map((value, index) => value ?? (parts[index]?.endsWith('?') ? 0 : undefined));
  return numbers.reduce<number | undefined>(
    (sum, value) => (sum !== undefined && typeof value === 'number' ? sum + value : undefined),
    0,
  );
}
