import type { PlannedTarget, WorkoutStep } from './workout-doc.ts';

/** A line of native text that begins with a dash, taken apart. */
export interface ParsedTextStep {
  step: WorkoutStep;
  /** A number in the cue, which ends it too soon: "2" in "Set 2 easy 5m". */
  strayNumber?: string;
  /** What is neither length nor target nor cadence. */
  rest: string;
}

/** Reads what stands behind the dash (reference §8). Never throws: what is not understood is left in `rest`. */
export function parseTextStep(written: string): ParsedTextStep {
  const length = findLength(written);
  if (!length) {
    const { targets, rest } = parseTargets(` ${written} `);
    return { step: { ...(rest && { text: rest }), ...targets }, rest };
  }
  const cue = written.slice(0, length.at).trim();
  const number = cue.split(/\s+/).find(word => /\d/.test(word));
  const { targets, rest } = parseTargets(` ${written.slice(length.at + length.found.length)} `);
  return {
    step: { ...(cue && { text: cue }), ...length.step, ...targets },
    ...(number !== undefined && { strayNumber: number }),
    rest,
  };
}

interface Length {
  at: number;
  found: string;
  step: Pick<WorkoutStep, 'durationSecs' | 'distanceM'>;
}

/** The first word that is a time or a distance. */
function findLength(written: string): Length | undefined {
  for (const { 0: found, index: at } of written.matchAll(/\S+/g)) {
    const durationSecs = parseSeconds(found);
    if (durationSecs !== undefined) return { at, found, step: { durationSecs } };
    const distanceM = parseMetres(found);
    if (distanceM !== undefined) return { at, found, step: { distanceM } };
  }
  return undefined;
}

/** "30s", "10m", "1h", "1m30", "1m30s", "5'30\"", "1:30:00" in seconds. */
function parseSeconds(word: string): number | undefined {
  const plain = word.replace(/′|'/, 'm').replace(/″|"/, 's');
  const [found, h, m, s] =
    /^(?=\d)(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s?)?$/i.exec(plain) ?? /^(\d+):(\d\d):(\d\d)$/.exec(plain) ?? [];
  // A bare number is no time.
  if (found === undefined || /^\d+$/.test(found)) return undefined;
  return Number(h ?? 0) * 3600 + Number(m ?? 0) * 60 + Number(s ?? 0);
}

function parseMetres(word: string): number | undefined {
  const [, number, unit] = /^(\d+(?:\.\d+)?)(mtr|km|mi|yrd)$/i.exec(word) ?? [];
  const metres = METRES_BY_UNIT[unit?.toLowerCase() ?? ''];
  return number === undefined || metres === undefined ? undefined : Number(number) * metres;
}

const METRES_BY_UNIT: Readonly<Record<string, number>> = { mtr: 1, km: 1000, mi: 1609.34, yrd: 0.9144 };

type TextTargets = Pick<
  WorkoutStep,
  'power' | 'hr' | 'pace' | 'cadence' | 'ramp' | 'freeride' | 'maxeffort' | 'untilLapPress' | 'intensity'
>;

type TargetPattern = readonly [pattern: RegExp, goals: (match: RegExpExecArray) => TextTargets];

/**
 * Each takes its words out of the line, so the narrow ones stand before those that they contain. A range may have its unit at
 * both ends: "50%-75%".
 */
const TARGET_PATTERNS: readonly TargetPattern[] = [
  [/\s(\d+:\d\d)(?:(?:\/\w+)?-(\d+:\d\d))?(\/(?:km|mi|100m|100y|500m|400m|250m))\s+pace(?=[\s,])/i, toPace],
  [/\s([\d.]+)(?:%?\s?-\s?([\d.]+))?%\s+lthr(?=[\s,])/i, match => ({ hr: toTarget(match, '%lthr') })],
  [/\s([\d.]+)(?:%?\s?-\s?([\d.]+))?%\s+hr(?=[\s,])/i, match => ({ hr: toTarget(match, '%hr') })],
  [/\s([\d.]+)(?:%?\s?-\s?([\d.]+))?%\s+pace(?=[\s,])/i, match => ({ pace: toTarget(match, '%pace') })],
  [/\s([\d.]+)(?:%?\s?-\s?([\d.]+))?%\s+mmp(?=[\s,])/i, match => ({ power: toTarget(match, '%mmp') })],
  [/\s([\d.]+)(?:%?\s?-\s?([\d.]+))?%(?:\s+ftp)?(?=[\s,])/i, match => ({ power: toTarget(match, '%ftp') })],
  [/\sc?z(\d)(?:-c?z(\d))?\s+l?t?hr(?=[\s,])/i, match => ({ hr: toTarget(match, 'hr_zone') })],
  [/\sc?z(\d)(?:-c?z(\d))?\s+pace(?=[\s,])/i, match => ({ pace: toTarget(match, 'pace_zone') })],
  [/\sc?z(\d)(?:-c?z(\d))?(?=[\s,])/i, match => ({ power: toTarget(match, 'power_zone') })],
  [/\s(\d+)(?:w?\s?-\s?(\d+))?w(?=[\s,])/i, match => ({ power: toTarget(match, 'w') })],
  [/\s(\d+)(?:(?:\s?bpm)?\s?-\s?(\d+))?\s?bpm(?=[\s,])/i, match => ({ hr: toTarget(match, 'bpm') })],
  [/\s(\d+)(?:-(\d+))?\s?rpm(?=[\s,])/i, match => ({ cadence: toTarget(match, 'rpm') })],
  [/\sramp(?=[\s,])/i, () => ({ ramp: true })],
  [/\sfree(?:ride)?(?=[\s,])/i, () => ({ freeride: true })],
  [/\smaxeffort(?=[\s,])/i, () => ({ maxeffort: true })],
  [/\s(?:lap press|press lap)(?=[\s,])/i, () => ({ untilLapPress: true })],
  [/\sintensity=(\w+)(?=[\s,])/i, ([, intensity = '']) => ({ intensity: intensity.toLowerCase() })],
  [/\s(?:power|hr|pace)=\w+(?=[\s,])/i, () => ({})],
];

function parseTargets(tail: string): { targets: TextTargets; rest: string } {
  let targets: TextTargets = {};
  let rest = tail;
  for (const [pattern, read] of TARGET_PATTERNS) {
    const match = pattern.exec(rest);
    if (!match) continue;
    targets = { ...read(match), ...targets };
    rest = rest.slice(0, match.index) + rest.slice(match.index + match[0].length);
  }
  return { targets, rest: rest.trim() };
}

function toTarget([, from = '', to]: RegExpExecArray, units: string): PlannedTarget {
  return to === undefined ? { value: Number(from), units } : { start: Number(from), end: Number(to), units };
}

function toPace([, from = '', to, per = '']: RegExpExecArray): TextTargets {
  const units = `secs${per.toLowerCase()}`;
  return {
    pace:
      to === undefined
        ? { value: parseClock(from), units }
        : { start: parseClock(from), end: parseClock(to), units },
  };
}

function parseClock(minutes: string): number {
  const [m = 0, s = 0] = minutes.split(':').map(Number);
  return m * 60 + s;
}
