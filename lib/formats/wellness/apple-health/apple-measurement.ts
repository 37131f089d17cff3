import { addDays, type CalendarDate } from '../../../platform/calendar-date.ts';
import { parseIsoTime } from '../../xml/iso-time.ts';
import type { RejectionReason } from '../import-result.ts';
import { parseTimeOfDay } from '../parse-date.ts';
import { isSafeAmount } from '../parse-number.ts';
import { getUnitFactor } from '../unit-factors.ts';
import { getWellnessField, type WellnessKey } from '../wellness-fields.ts';
import type { AppleRecord } from './apple-records.ts';

/** One record of Apple's as Intervals.icu counts. */
export interface AppleMeasurement {
  type: string;
  key: WellnessKey;
  day: CalendarDate;
  minutes: number;
  ms: number;
  /** In the field's unit. */
  value: number;
}

/** What a record says about a field. Days are as written: by the phone's clock. */
export function toAppleMeasurement(
  record: AppleRecord,
  key: WellnessKey,
): AppleMeasurement | RejectionReason {
  return record.type === 'SleepAnalysis' ? toSleepMeasurement(record) : toQuantityMeasurement(record, key);
}

function toQuantityMeasurement(
  { type, unit, value, start }: AppleRecord,
  key: WellnessKey,
): AppleMeasurement | RejectionReason {
  const field = getWellnessField(key);
  const time = parseIsoTime(start);
  if (!time) return 'no-day';
  // Shares are written from 0 to 1, whatever the unit says.
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

/** Six in the evening, where a night begins in Apple's own charts too. */
const NIGHT_START_MINUTES = 18 * 60;

/** A stretch asleep; its day is the one on which the night ends. */
function toSleepMeasurement({ type, value, start, end }: AppleRecord): AppleMeasurement | RejectionReason {
  if (!/SleepAnalysisAsleep/.test(value)) return 'no-field';
  const [from, to] = [parseIsoTime(start), parseIsoTime(end)];
  if (!from || !to || to.ms < from.ms) return 'no-day';
  const minutes = parseTimeOfDay(end) ?? 0;
  const written = end.slice(0, 10);
  const day = minutes >= NIGHT_START_MINUTES ? addDays(written, 1) : written;
  return { type, key: 'sleepSecs', day, minutes, ms: from.ms, value: (to.ms - from.ms) / 1000 };
}
