import type { PlannedTarget, WorkoutStep } from './workout-doc.ts';

export type TextTargets = Pick<
  WorkoutStep,
  'power' | 'hr' | 'pace' | 'cadence' | 'ramp' | 'freeride' | 'maxeffort' | 'untilLapPress' | 'intensity'
>;

/** Units of a pace, behind the slash. */
export const PACE_DISTANCES = 'km|mi|100m|100y|500m|400m|250m';

// A phone types a dash for a range, and many languages write a decimal comma.
const NUMBER = String.raw`(\d{1,5}(?:[.,]\d{1,4})?)`;
const DASH = String.raw`\s?[-–—−]\s?`;
const CLOCK = String.raw`(\d{1,3}:\d\d)`;
/** Behind a target comes a blank or a punctuation mark. */
const END = String.raw`(?=[\s,;.)])`;

type TargetPattern = readonly [pattern: RegExp, read: (match: RegExpExecArray) => TextTargets];

/** A number or a range in a unit, which may stand at both ends of the range: "50%-75%", "315w - 330 w". */
const inUnit = (unit: string, behind = ''): RegExp =>
  new RegExp(String.raw`\s${NUMBER}(?:(?:\s?${unit})?${DASH}${NUMBER})?\s?${unit}${behind}${END}`, 'i');

const inZones = (behind = ''): RegExp => new RegExp(String.raw`\sc?z(\d)(?:${DASH}(?:c?z)?(\d))?${behind}${END}`, 'i');

const keyword = (words: string): RegExp => new RegExp(String.raw`\s(?:${words})${END}`, 'i');

/** Each match is removed from the line, so specific patterns come before general ones. */
const INTENSITY_PATTERNS: readonly TargetPattern[] = [
  [
    new RegExp(String.raw`\s${CLOCK}(?:(?:\/\w{1,6})?${DASH}${CLOCK})?(\/(?:${PACE_DISTANCES}))?\s+pace${END}`, 'i'),
    toPace,
  ],
  [inUnit('%', String.raw`\s+lthr`), match => ({ hr: toTarget(match, '%lthr') })],
  [inUnit('%', String.raw`\s+hr`), match => ({ hr: toTarget(match, '%hr') })],
  [inUnit('%', String.raw`\s+pace`), match => ({ pace: toTarget(match, '%pace') })],
  [inUnit('%', String.raw`\s+mmp`), match => ({ power: toTarget(match, '%mmp') })],
  [inUnit('%', String.raw`(?:\s+ftp)?`), match => ({ power: toTarget(match, '%ftp') })],
  [inZones(String.raw`\s+l?t?hr`), match => ({ hr: toTarget(match, 'hr_zone') })],
  [inZones(String.raw`\s+pace`), match => ({ pace: toTarget(match, 'pace_zone') })],
  [inZones(), match => ({ power: toTarget(match, 'power_zone') })],
  [inUnit('w'), match => ({ power: toTarget(match, 'w') })],
  [inUnit('bpm'), match => ({ hr: toTarget(match, 'bpm') })],
];

const OTHER_PATTERNS: readonly TargetPattern[] = [
  [inUnit('rpm'), match => ({ cadence: toTarget(match, 'rpm') })],
  [keyword('ramp'), () => ({ ramp: true })],
  [keyword('free(?:ride)?'), () => ({ freeride: true })],
  [keyword('maxeffort'), () => ({ maxeffort: true })],
  [keyword('lap press|press lap'), () => ({ untilLapPress: true })],
  [/\sintensity=(\w{1,20})(?=\s)/i, ([, intensity = '']) => ({ intensity: intensity.toLowerCase() })],
  [/\s(?:power|hr|pace)=\w{1,20}(?=\s)/i, () => ({})],
  // A rest behind the step, "20s rest". How Intervals.icu counts it is not documented.
  [/\s\d[\dhms:'"]{1,11}\s+rest(?=[\s,;.)])/i, () => ({})],
];

const TARGET_PATTERNS = [...INTENSITY_PATTERNS, ...OTHER_PATTERNS];

/** Finds the targets in a part of a step. Never throws: words that are no target stay in `unparsed`. */
export function parseTargets(part: string): { targets: TextTargets; unparsed: string } {
  let targets: TextTargets = {};
  let rest = ` ${part.replace(/\s+/g, ' ')} `;
  for (const [pattern, read] of TARGET_PATTERNS) {
    const match = pattern.exec(rest);
    if (!match) continue;
    targets = { ...read(match), ...targets };
    rest = rest.slice(0, match.index) + rest.slice(match.index + match[0].length);
  }
  return { targets, unparsed: rest.trim() };
}

/** Where the first power, heart rate or pace begins; undefined without one. */
export function findIntensity(part: string): { at: number; found: string } | undefined {
  const text = ` ${part} `;
  const matches = INTENSITY_PATTERNS.map(([pattern]) => pattern.exec(text)).filter(match => match !== null);
  const [first] = matches.toSorted((a, b) => a.index - b.index || b[0].length - a[0].length);
  return first && { at: first.index, found: first[0].trim() };
}

function toTarget([, from = '', to]: RegExpExecArray, units: string): PlannedTarget {
  return to === undefined
    ? { value: parseDecimal(from), units }
    : { start: parseDecimal(from), end: parseDecimal(to), units };
}

/** "72.5" and "72,5" */
export const parseDecimal = (written: string): number => Number(written.replace(',', '.'));

/** Without its distance, a pace is in the athlete's own unit for the sport, which the text does not say: "secs". */
function toPace([, from = '', to, per = '']: RegExpExecArray): TextTargets {
  const units = `secs${per.toLowerCase()}`;
  return {
    pace:
      to === undefined ? { value: parseClock(from), units } : { start: parseClock(from), end: parseClock(to), units },
  };
}

function parseClock(minutes: string): number {
  const [m = 0, s = 0] = minutes.split(':').map(Number);
  return m * 60 + s;
}
