import { parseIsoTime } from '../../formats/xml/iso-time.ts';
import { addDays, type CalendarDate } from '../../platform/calendar-date.ts';
import { type WellnessKey, wellnessField } from '../fields.ts';
import type { AppleRecord } from './apple-records.ts';
import type { Reason } from './imported.ts';
import { readTime } from './moment.ts';
import { isAmount } from './number.ts';
import { factorOf } from './units.ts';

/** One record of Apple's as Intervals.icu counts. */
export interface Measured {
  type: string;
  key: WellnessKey;
  day: CalendarDate;
  minutes: number;
  ms: number;
  /** In the field's unit. */
  value: number;
}

/** What a record says about a field. Days are as written: by the phone's clock. */
export function measuredOf(record: AppleRecord, key: WellnessKey): Measured | Reason {
  return record.type === 'SleepAnalysis' ? sleepOf(record) : amountOf(record, key);
}

function amountOf({ type, unit, value, start }: AppleRecord, key: WellnessKey): Measured | Reason {
  const field = wellnessField(key);
  const time = parseIsoTime(start);
  if (!time) return 'no-day';
  // Shares are written from 0 to 1, whatever the unit says.
  const factor = unit === '%' ? 100 : field && factorOf(field, unit);
  if (factor === undefined) return 'unknown-unit';
  const number = value.trim() === '' ? Number.NaN : Number(value);
  if (!isAmount(number) || number < 0) return 'no-number';
  return {
    type,
    key,
    day: start.slice(0, 10),
    minutes: readTime(start) ?? 0,
    ms: time.ms,
    value: number * factor,
  };
}

/** Six in the evening, where a night begins in Apple's own charts too. */
const EVENING = 18 * 60;

/** A stretch asleep; its day is the one on which the night ends. */
function sleepOf({ type, value, start, end }: AppleRecord): Measured | Reason {
  if (!/SleepAnalysisAsleep/.test(value)) return 'no-field';
  const [from, to] = [parseIsoTime(start), parseIsoTime(end)];
  if (!from || !to || to.ms < from.ms) return 'no-day';
  const minutes = readTime(end) ?? 0;
  const written = end.slice(0, 10);
  const day = minutes >= EVENING ? addDays(written, 1) : written;
  return { type, key: 'sleepSecs', day, minutes, ms: from.ms, value: (to.ms - from.ms) / 1000 };
}
