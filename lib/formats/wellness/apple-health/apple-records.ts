import { addDays, type CalendarDate } from '../../../platform/calendar-date.ts';
import { brokenFile } from '../../file-problems.ts';
import { parseIsoTime } from '../../xml/iso-time.ts';
import { findTagEnd, XmlReader } from '../../xml/xml-reader.ts';
import type { RejectionReason } from '../import-result.ts';
import { parseTimeOfDay } from '../parse-date.ts';
import { isSafeAmount } from '../parse-number.ts';
import { getUnitFactor } from '../unit-factors.ts';
import { getWellnessField, type WellnessKey } from '../wellness-fields.ts';

/** A `<Record>` of Apple Health's export.xml, as written. */
export interface AppleRecord {
  /** The identifier without its prefix: "BodyMass". Empty, like all other properties, where the tag is damaged. */
  type: string;
  source: string;
  unit: string;
  value: string;
  start: string;
  end: string;
}

/**
 * Yields the records of an export from a stream, and skips everything between them. An export can have a gigabyte, which is
 * more than a string can hold.
 * @throws {Problem} `broken-file` after the last record, when the export is cut off.
 */
export async function* parseAppleRecords(chunks: AsyncIterable<Uint8Array<ArrayBuffer>>): AsyncGenerator<AppleRecord> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of chunks) {
    text += decoder.decode(chunk, { stream: true });
    let done = 0;
    let position = text.indexOf(OPENING);
    while (position >= 0) {
      const next = text.indexOf(OPENING, position + 1);
      const end = findTagEnd(text, position);
      // An incomplete tag continues in the next chunk, unless another record starts before its end.
      if (end < 0 && next < 0 && text.length - position < MAX_TAG_LENGTH) break;
      done = end < 0 ? position + OPENING.length : end + 1;
      yield parseRecord(end < 0 ? '<Record />' : text.slice(position, done));
      position = next;
    }
    text = text.slice(position >= 0 ? position : Math.max(done, text.length - CLOSING.length * 2));
  }
  if (!text.trimEnd().endsWith(CLOSING)) throw brokenFile('cut off inside of the export');
}

const OPENING = '<Record ';
const CLOSING = '</HealthData>';
const MAX_TAG_LENGTH = 1_000_000;

function parseRecord(tag: string): AppleRecord {
  const xml = new XmlReader(tag);
  xml.next();
  const attribute = (name: string) => xml.getAttribute(name) ?? '';
  return {
    type: attribute('type').replace(/^HK(Quantity|Category|Data)Type(Identifier)?/, ''),
    source: attribute('sourceName'),
    unit: attribute('unit'),
    value: attribute('value'),
    start: attribute('startDate'),
    end: attribute('endDate'),
  };
}

/** A record as a value of a field of Intervals.icu. */
export interface AppleMeasurement {
  type: string;
  key: WellnessKey;
  day: CalendarDate;
  minutes: number;
  ms: number;
  /** In the field's unit. */
  value: number;
}

/** Converts a record to a value of a field. The day is the written one, by the phone's clock. */
export function toAppleMeasurement(record: AppleRecord, key: WellnessKey): AppleMeasurement | RejectionReason {
  return record.type === 'SleepAnalysis' ? toSleepMeasurement(record) : toQuantityMeasurement(record, key);
}

function toQuantityMeasurement(
  { type, unit, value, start }: AppleRecord,
  key: WellnessKey,
): AppleMeasurement | RejectionReason {
  const field = getWellnessField(key);
  const time = parseIsoTime(start);
  if (!time) return 'no-date';
  // HealthKit writes percentages as fractions from 0 to 1 in spite of the unit
  // (https://developer.apple.com/documentation/healthkit/hkunit/percent()).
  const factor = unit === '%' ? 100 : field && getUnitFactor(field, unit);
  if (factor === undefined) return 'unknown-unit';
  const number = value.trim() === '' ? Number.NaN : Number(value);
  if (!isSafeAmount(number) || number < 0) return 'no-number';
  return {
    type,
    key,
    day: start.slice(0, 10),
    minutes: parseTimeOfDay(start) ?? 0,
    ms: time.ms,
    value: number * factor,
  };
}

/** 18:00, where a night starts in Apple's own charts too. */
const NIGHT_START_MINUTES = 18 * 60;

/** A time asleep; it counts for the day on which the night ends. */
function toSleepMeasurement({ type, value, start, end }: AppleRecord): AppleMeasurement | RejectionReason {
  if (!/SleepAnalysisAsleep/.test(value)) return 'no-field';
  const [from, to] = [parseIsoTime(start), parseIsoTime(end)];
  if (!from || !to || to.ms < from.ms) return 'no-date';
  const minutes = parseTimeOfDay(end) ?? 0;
  const written = end.slice(0, 10);
  const day = minutes >= NIGHT_START_MINUTES ? addDays(written, 1) : written;
  return { type, key: 'sleepSecs', day, minutes, ms: from.ms, value: (to.ms - from.ms) / 1000 };
}
