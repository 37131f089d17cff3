import type { Sport } from '../../formats/sport.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../../platform/time.ts';

/** What one side says about an activity: a recording, a row of a site's list, or Intervals.icu. All of it may be unknown. */
export interface ActivityClaims {
  /** Ms since the epoch; where one side knows local times only, local times as if they were UTC on both sides. */
  startMs?: number;
  /** Elapsed time. */
  durationSecs?: number;
  distanceM?: number;
  sport?: Sport;
  /** The device's name, "Garmin Edge 530". */
  device?: string;
  /** The ids that it is known by, in any of the forms that programs give them. */
  ids?: string[];
}

/** How two activities lie in time; the gaps are infinite where a side does not know its start or end. */
export interface TimeEvidence {
  startGapMs: number;
  endGapMs: number;
  /** The time that they have in common, as a share of the longer one. */
  overlap: number;
  /** Whether the shorter one lies within the longer one, but for a minute. */
  isContained: boolean;
}

/** Two starts of the same recording differ only by the rounding of their formats. */
export const START_TOLERANCE_MS = 2 * SECOND;

/** The clock at no place is further from UTC. Two days of one place are never that close. */
const MAX_ZONE_SHIFT_MS = 14 * HOUR;
const ZONE_STEP_MS = 15 * MINUTE;
/** Neighbouring zones are closer only in Nepal, and intervals of a quarter of an hour are common. */
const MIN_ZONE_SHIFT_MS = 30 * MINUTE;

/**
 * Whether the gap is whole steps of time zones: local time was taken for UTC, or the reverse. A gap of whole days is never
 * one, because one place's clock is not that far from UTC.
 */
export function isTimeZoneShift(gapMs: number, toleranceMs = START_TOLERANCE_MS): boolean {
  const offStep = gapMs % ZONE_STEP_MS;
  const isWholeStep = Math.min(offStep, ZONE_STEP_MS - offStep) <= toleranceMs;
  return isWholeStep && gapMs >= MIN_ZONE_SHIFT_MS - toleranceMs && gapMs <= MAX_ZONE_SHIFT_MS + toleranceMs;
}

export function getTimeEvidence(a: ActivityClaims, b: ActivityClaims): TimeEvidence {
  const [one, other] = [toInterval(a), toInterval(b)];
  const startGapMs = Math.abs(one.startMs - other.startMs);
  const endGapMs = Math.abs(one.endMs - other.endMs);
  if (Number.isNaN(endGapMs)) {
    return { startGapMs: orInfinity(startGapMs), endGapMs: Number.POSITIVE_INFINITY, overlap: 0, isContained: false };
  }
  const sharedMs = Math.min(one.endMs, other.endMs) - Math.max(one.startMs, other.startMs);
  const lengths = [one.endMs - one.startMs, other.endMs - other.startMs];
  return {
    startGapMs,
    endGapMs,
    overlap: Math.max(0, sharedMs) / Math.max(...lengths),
    isContained: sharedMs >= Math.min(...lengths) - MINUTE,
  };
}

/** How far two measures of one activity may differ: at least the absolute value, or the share of the larger. */
export interface MeasureTolerance {
  atLeast: number;
  share: number;
}

/** Whether two measures agree; undefined if one is unknown, or nothing was measured. */
export function doMeasuresAgree(
  a: number | undefined,
  b: number | undefined,
  { atLeast, share }: MeasureTolerance,
): boolean | undefined {
  if (!isMeasured(a) || !isMeasured(b)) return undefined;
  return Math.abs(a - b) <= Math.max(atLeast, share * Math.max(a, b));
}

/** Programs differ in their use of "other" and in unknown sports. */
export const isSportCompatible = ({ sport: a = 'other' }: ActivityClaims, { sport: b = 'other' }: ActivityClaims) =>
  a === b || a === 'other' || b === 'other';

/** Whether both sides name a device, and it is the same in any spelling. */
export function isSameDevice({ device: a = '' }: ActivityClaims, { device: b = '' }: ActivityClaims): boolean {
  const [one, other] = [toDeviceKey(a), toDeviceKey(b)];
  return one !== '' && one === other;
}

/**
 * Whether both sides name a model, by its name with a number or by its number at the same maker, and not the same one. Names of
 * programs have no number.
 */
export function isOtherDevice(a: ActivityClaims, b: ActivityClaims): boolean {
  const [one, other] = [getModelNaming(a), getModelNaming(b)];
  return one !== undefined && one === other && !isSameDevice(a, b);
}

/** How a model is named: models that are named in different ways cannot be compared. Undefined for none. */
function getModelNaming({ device = '' }: ActivityClaims): string | undefined {
  if (!/\d/.test(device)) return undefined;
  if (/\p{L}/u.test(toDeviceKey(device))) return 'name';
  return /^\p{L}+/u.exec(device)?.[0].toLowerCase();
}

/** Whether both sides are known by one id. */
export function haveSameId({ ids: a = [] }: ActivityClaims, { ids: b = [] }: ActivityClaims): boolean {
  return a.some(id => b.includes(id));
}

/** Longer than the longest races. One damaged time makes a length of years, which would overlap with everything. */
const MAX_DURATION_MS = 15 * DAY;

function toInterval({ startMs = Number.NaN, durationSecs }: ActivityClaims) {
  const durationMs = isMeasured(durationSecs) ? durationSecs * SECOND : Number.NaN;
  return { startMs, endMs: durationMs <= MAX_DURATION_MS ? startMs + durationMs : Number.NaN };
}

/** Garmin's and other programs' names of one device differ in the maker's name and in spaces. */
const toDeviceKey = (device: string): string =>
  device
    .toLowerCase()
    .replace(/garmin|wahoo|polar|suunto|coros/g, '')
    .replace(/[^\p{L}\p{N}]/gu, '');

/** The smaller measure as a share of the larger; undefined if one is unknown. */
export const getRatio = (a: number | undefined, b: number | undefined): number | undefined =>
  isMeasured(a) && isMeasured(b) ? Math.min(a, b) / Math.max(a, b) : undefined;

const isMeasured = (value: number | undefined): value is number =>
  value !== undefined && Number.isFinite(value) && value > 0;

const orInfinity = (gap: number): number => (Number.isNaN(gap) ? Number.POSITIVE_INFINITY : gap);
