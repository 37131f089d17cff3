import { MINUTE, SECOND } from '../../platform/time.ts';
import {
  type ActivityClaims,
  doMeasuresAgree,
  getRatio,
  getTimeEvidence,
  haveSameId,
  isOtherDevice,
  isSameDevice,
  isSportCompatible,
  isTimeZoneShift,
  type MeasureTolerance,
  START_TOLERANCE_MS,
  type TimeEvidence,
} from './sameness-evidence.ts';

/**
 * Whether two descriptions are of one activity. `same`: beyond doubt, so that nothing needs to be sent. `probably-same`: a
 * person would say that they look alike, so a person decides.
 */
export type SamenessVerdict = 'same' | 'probably-same' | 'different';

/** What speaks for one activity, and then what speaks against it. */
export type SamenessReason =
  | 'same-id'
  | 'same-start'
  | 'same-end'
  | 'same-duration'
  | 'same-distance'
  | 'same-sport'
  | 'same-device'
  /** They take place at the same time, and a person is in one place only. */
  | 'overlap'
  /** One clock is whole steps of time zones off. */
  | 'time-zone-shift'
  | 'other-sport'
  | 'other-device'
  | 'other-duration'
  | 'other-distance'
  | 'no-overlap'
  /** A side does not say when it was. */
  | 'no-time';

export interface Sameness {
  verdict: SamenessVerdict;
  /** The whole evidence: what decided comes first. */
  reasons: [SamenessReason, ...SamenessReason[]];
}

/**
 * Record linkage: weighs time, length, distance, sport, device and id together. Only what is equal in start, sport and measures
 * is `same`; an id counts only with a time that fits, for names of files contain other numbers. Symmetric and pure.
 */
export function compareSameness(recorded: ActivityClaims, existing: ActivityClaims): Sameness {
  const evidence = gatherEvidence(recorded, existing);
  const [verdict, decisive] = decide(evidence);
  return { verdict, reasons: [decisive, ...listReasons(evidence).filter(reason => reason !== decisive)] };
}

interface Evidence {
  time: TimeEvidence;
  isTimeKnown: boolean;
  isSameId: boolean;
  isSameDevice: boolean;
  isOtherDevice: boolean;
  /** The same word, not "other" on one side. */
  isSameSport: boolean;
  isSportCompatible: boolean;
  /** Whether the measures agree so far; undefined if they are not known on both sides. */
  duration: Agreement;
  distance: Agreement;
  /** The shorter distance as a share of the longer one. */
  distanceRatio: number | undefined;
  isSameSpeed: boolean;
  isZoneShift: boolean;
}

const END_TOLERANCE_MS = 3 * SECOND;

type Agreement = Record<'exact' | 'shifted' | 'rounded' | 'near' | 'rough', boolean | undefined>;

/**
 * Programs round, smooth and cut pauses differently; `exact` allows for the rounding of formats only, and `shifted` for another
 * program's measures of one recording.
 */
const SECS: Record<keyof Agreement, MeasureTolerance> = {
  exact: { atLeast: 2, share: 0.001 },
  shifted: { atLeast: 5, share: 0.002 },
  rounded: { atLeast: 5, share: 0.01 },
  near: { atLeast: 90, share: 0.03 },
  rough: { atLeast: 120, share: 0.25 },
};
const METRES: Record<keyof Agreement, MeasureTolerance> = {
  exact: { atLeast: 5, share: 0.001 },
  shifted: { atLeast: 30, share: 0.02 },
  rounded: { atLeast: 20, share: 0.01 },
  near: { atLeast: 100, share: 0.05 },
  rough: { atLeast: 300, share: 0.25 },
};

function gatherEvidence(a: ActivityClaims, b: ActivityClaims): Evidence {
  const time = getTimeEvidence(a, b);
  const distance = measure(a.distanceM, b.distanceM, METRES);
  // One side that measured nothing is not exactly the other.
  if ((a.distanceM === 0) !== (b.distanceM === 0) && a.distanceM !== undefined && b.distanceM !== undefined) {
    distance.rounded = false;
  }
  return {
    time,
    isTimeKnown: Number.isFinite(time.startGapMs),
    isSameId: haveSameId(a, b),
    isSameDevice: isSameDevice(a, b),
    isOtherDevice: isOtherDevice(a, b),
    isSameSport: a.sport !== undefined && a.sport === b.sport,
    isSportCompatible: isSportCompatible(a, b),
    duration: measure(a.durationSecs, b.durationSecs, SECS),
    distance,
    distanceRatio: getRatio(a.distanceM, b.distanceM),
    isSameSpeed: (getRatio(getSpeed(a), getSpeed(b)) ?? 0) >= 0.99,
    isZoneShift: isTimeZoneShift(time.startGapMs) || isTimeZoneShift(time.endGapMs),
  };
}

const getSpeed = ({ distanceM = 0, durationSecs = 0 }: ActivityClaims): number => distanceM / durationSecs;

function measure(a: number | undefined, b: number | undefined, tolerances: typeof SECS): Agreement {
  const agree = (degree: keyof Agreement) => doMeasuresAgree(a, b, tolerances[degree]);
  return {
    exact: agree('exact'),
    shifted: agree('shifted'),
    rounded: agree('rounded'),
    near: agree('near'),
    rough: agree('rough'),
  };
}

function decide(evidence: Evidence): [SamenessVerdict, SamenessReason] {
  const { isSameId, isTimeKnown, time } = evidence;
  const isSameTime = overlapsEnough(evidence);
  if (isSameId && isSameTime && isLengthCompatible(evidence)) return ['same', 'same-id'];
  if (isExact(evidence)) return ['same', 'same-start'];
  if (isSameTime) return ['probably-same', time.startGapMs <= START_TOLERANCE_MS ? 'same-start' : 'overlap'];
  if (isShifted(evidence)) return ['probably-same', 'time-zone-shift'];
  if (isSameId) return ['probably-same', 'same-id'];
  return ['different', isTimeKnown ? 'no-overlap' : 'no-time'];
}

/** Whether a measure is known on both sides, and none contradicts. */
function isLengthCompatible({ duration, distance }: Evidence): boolean {
  return duration.rough ?? distance.rough ?? false;
}

/**
 * Start, sport and measures agree. Where no distance confirms it, the sport has to be the same word. Two models of devices made two
 * recordings, even if they were started together: at a race by two athletes.
 */
function isExact(evidence: Evidence): boolean {
  const { time, distance, isSportCompatible, isSameSport } = evidence;
  return (
    !evidence.isOtherDevice &&
    time.startGapMs <= START_TOLERANCE_MS &&
    isSportCompatible &&
    (isSameSport || distance.rounded === true) &&
    areMeasuresEqual(evidence)
  );
}

/**
 * Another format changes the distance, and a site that leaves out pauses the duration. Two people who start together and stop some
 * seconds apart are near in both.
 */
function areMeasuresEqual({ duration, distance }: Evidence): boolean {
  if (distance.rounded === undefined) return duration.shifted === true;
  if (duration.rounded === undefined) return distance.exact === true;
  return (duration.shifted === true && distance.rounded) || (duration.rounded && distance.exact === true);
}

/** A person does one thing at a time, so what takes place at the same time is probably one activity. */
function overlapsEnough(evidence: Evidence): boolean {
  const { time, duration, distance, isSportCompatible } = evidence;
  const { startGapMs, endGapMs, overlap } = time;
  const isAlike = isSportCompatible || distance.near === true;
  if (overlap >= 0.9) return true;
  // No device makes two recordings at a time.
  if (evidence.isSameDevice && overlap >= 0.5) return true;
  // The start alone is equal: one was cut short, or only one counts the pauses.
  if (startGapMs <= START_TOLERANCE_MS) return isAlike || duration.near !== false || overlap >= 0.5;
  // A late fix of the GPS, or a second device that was started later.
  if (endGapMs <= END_TOLERANCE_MS) return overlap >= 0.8 || (overlap >= 0.5 && isAlike);
  // A site rounds to minutes, or a second device was started and stopped by another hand.
  if (startGapMs <= 90 * SECOND && endGapMs <= 2 * MINUTE && overlap >= 0.5) {
    return isAlike || distance.rough !== false;
  }
  if (!Number.isFinite(endGapMs)) return startGapMs <= 90 * SECOND && isSportCompatible && distance.near === true;
  return isPart(evidence);
}

/** One was started later or stopped earlier than the other. */
function isPart({ time, distance, distanceRatio, isSportCompatible, isSameSport }: Evidence): boolean {
  const { startGapMs, endGapMs, overlap, isContained } = time;
  if (!isContained || !isSportCompatible || distance.rough === false) return false;
  // At one end only; it may have stood still meanwhile.
  if (Math.min(startGapMs, endGapMs) <= 2 * MINUTE) {
    return overlap >= 0.7 || (overlap >= 0.5 && isSameSport && distance.near === true);
  }
  // At both ends: then as much of the distance is missing. Another athlete on the same route went all of it.
  return overlap >= 0.7 && distanceRatio !== undefined && Math.abs(distanceRatio - overlap) <= 0.08;
}

/**
 * One start in two hundred is whole quarters of an hour from another by chance, and the distance of a commute is always the
 * same. So the durations have to be equal; indoors, where no distance is known, they alone decide.
 */
function isShifted(evidence: Evidence): boolean {
  const { time, duration, distance, isSportCompatible } = evidence;
  if (!isSportCompatible && !distance.rounded) return false;
  if (isTimeZoneShift(time.startGapMs)) {
    if (duration.exact) return distance.shifted !== false;
    if (duration.shifted && distance.rounded) return true;
  }
  // Seconds are missing besides: then the speed is the same.
  const isLate = isTimeZoneShift(time.endGapMs) && duration.near === true && distance.near === true;
  return isLate && evidence.isSameSpeed;
}

function listReasons(evidence: Evidence): SamenessReason[] {
  const { time, isTimeKnown, duration, distance } = evidence;
  const found: Record<SamenessReason, boolean> = {
    'same-id': evidence.isSameId,
    'same-start': time.startGapMs <= START_TOLERANCE_MS,
    'same-end': time.endGapMs <= START_TOLERANCE_MS,
    'same-duration': duration.rounded === true,
    'same-distance': distance.rounded === true,
    'same-sport': evidence.isSameSport,
    'same-device': evidence.isSameDevice,
    overlap: time.overlap >= 0.5,
    'time-zone-shift': evidence.isZoneShift && time.overlap < 0.9,
    'other-sport': !evidence.isSportCompatible,
    'other-device': evidence.isOtherDevice,
    'other-duration': duration.near === false,
    'other-distance': distance.near === false,
    'no-overlap': isTimeKnown && time.overlap < 0.5 && time.startGapMs > START_TOLERANCE_MS,
    'no-time': !isTimeKnown,
  };
  return REASONS.filter(reason => found[reason]);
}

const REASONS: SamenessReason[] = [
  'same-id',
  'same-start',
  'same-end',
  'same-duration',
  'same-distance',
  'same-sport',
  'same-device',
  'overlap',
  'time-zone-shift',
  'other-sport',
  'other-device',
  'other-duration',
  'other-distance',
  'no-overlap',
  'no-time',
];
