import type { SportSettings } from './sport-settings.ts';
import { endsOf, meanOf, type RangeJson, type ValueJson } from './step.ts';

/** The settings that percentages refer to, and how far single values are widened (in percent). */
export interface Athletics {
  readonly settings: SportSettings;
  readonly type: string | null;
  readonly indoor: boolean;
  readonly ranges: Ranges;
}

/** In percent; the default is that of the API. */
export interface Ranges {
  readonly power?: number | undefined;
  readonly hr?: number | undefined;
  readonly pace?: number | undefined;
}

/** The watts of 100%: FTP, or indoors the athlete's indoor FTP if there is one. */
export function ftpOf({ settings, indoor }: Athletics): number | undefined {
  return (indoor ? settings.indoor_ftp : undefined) ?? settings.ftp;
}

/** Whole watts; undefined if they are not known. */
export function resolvePower(value: ValueJson, athletics: Athletics): RangeJson | undefined {
  const ftp = ftpOf(athletics);
  const range = percentOfFtp(value, athletics);
  if (!range || ftp === undefined) return undefined;
  const watts = timesOf(range, percent => (percent * ftp) / 100);
  return widened(truncated(watts), athletics.indoor ? 0 : (athletics.ranges.power ?? 2.5));
}

/** Beats per minute, whole ones. */
export function resolveHr(value: ValueJson, { settings, ranges }: Athletics): RangeJson | undefined {
  const { lthr, max_hr, hr_zones: zones } = settings;
  if (value.units === 'hr_zone') return zones && zoneRange(value, zones);
  const wholes: Readonly<Record<string, number | undefined>> = { '%lthr': lthr, '%hr': max_hr, bpm: 100 };
  const whole = wholes[value.units];
  const bpm = whole && timesOf(named(value), percent => (percent * whole) / 100);
  return bpm ? widened(truncated(bpm), ranges.hr ?? 1.5) : undefined;
}

/** m/s, as the server's `float`s. */
export function resolvePace(value: ValueJson, { settings, type, ranges }: Athletics): RangeJson | undefined {
  const { threshold_pace: threshold, pace_zones: zones, pace_units } = settings;
  const percent = value.units === 'pace_zone' && zones ? zoneRange(value, zones) : value;
  const metres = METRES[value.units] ?? (value.units === 'secs' ? METRES_OF_SPORT[pace_units ?? ''] : undefined);
  if (metres !== undefined)
    return widened(
      timesOf(named(value), seconds => Math.fround(metres / seconds)),
      0,
    );
  if (threshold === undefined || !['%pace', 'pace_zone'].includes(value.units)) return undefined;
  const speed = timesOf(percent === value ? named(value) : percent, each =>
    Math.fround((each * Math.fround(threshold)) / 100),
  );
  // The sample of a swim is not widened; whether that is a rule or the athlete's setting is not known.
  return widened(speed, type === 'Swim' || type === 'OpenWaterSwim' ? 0 : (ranges.pace ?? 2.5), asTheyAre);
}

/** A power target in percent of FTP, not rounded; undefined where it is in other units. */
export function percentOfFtp(value: ValueJson, athletics: Athletics): RangeJson | undefined {
  const { power_zones: zones } = athletics.settings;
  const ftp = ftpOf(athletics);
  if (value.units === '%ftp' || value.units === '%mmp') return named(value);
  if (value.units === 'power_zone') return zones && zoneRange(value, zones);
  return value.units === 'w' && ftp !== undefined ? timesOf(named(value), watts => (watts / ftp) * 100) : undefined;
}

/** Units of pace, seconds each, and the metres they are for. */
const METRES: Readonly<Record<string, number>> = {
  'secs/km': 1000,
  'secs/mi': 1609.34,
  'secs/100m': 100,
  'secs/100y': 91.44,
  'secs/500m': 500,
  'secs/400m': 400,
  'secs/250m': 250,
};

/** A pace without a distance is in the unit of the sport's settings (https://forum.intervals.icu/t/123701, section 3). */
const METRES_OF_SPORT: Readonly<Record<string, number>> = {
  MINS_KM: 1000,
  MINS_MILE: 1609.34,
  SECS_100M: 100,
  SECS_100Y: 91.44,
  SECS_500M: 500,
};

/** The numbers of a target; a range has a mean, too. */
function named(target: RangeJson): RangeJson {
  return target.start === undefined && target.end === undefined
    ? { value: target.value ?? 0 }
    : { value: meanOf({ ...endsOf(target) }), ...endsOf(target) };
}

/** From one above the top of the zone below to the top of the zone. It has no mean of its own (fixtures/samples/README.md). */
function zoneRange(value: ValueJson, tops: readonly number[]): RangeJson {
  const { start, end } = endsOf(value);
  return { start: (tops[start - 2] ?? -1) + 1, end: tops[end - 1] ?? tops.at(-1) ?? 0 };
}

function timesOf(range: RangeJson, convert: (value: number) => number): RangeJson {
  return Object.fromEntries(Object.entries(range).map(([key, value]) => [key, convert(value)]));
}

const truncated = (range: RangeJson): RangeJson => timesOf(range, Math.trunc);

/** A single value becomes a range around it. */
function widened(range: RangeJson, percent: number, [down, up]: Rounding = [Math.floor, Math.ceil]): RangeJson {
  const { value, start, end } = range;
  if (value === undefined || start !== undefined || end !== undefined) return range;
  if (percent === 0) return { value, start: value, end: value };
  const width = (value * percent) / 100;
  return { value, start: down(value - width), end: up(value + width) };
}

type Rounding = readonly [down: (value: number) => number, up: (value: number) => number];

const asTheyAre: Rounding = [value => value, value => value];
