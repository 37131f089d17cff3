import type { Goal, Step } from '../../intervals/workout-doc.ts';

/** A line of native text that begins with a dash, taken apart. */
export interface TextStep {
  step: Step;
  /** A number in the cue, which ends it too soon: "2" in "Set 2 easy 5m". */
  strayNumber?: string;
  /** What is neither length nor target nor cadence. */
  rest: string;
}

/** Reads what stands behind the dash (reference §8). Never throws: what is not understood is left in `rest`. */
export function readStep(written: string): TextStep {
  const length = findLength(written);
  if (!length) {
    const { goals, rest } = readTail(` ${written} `);
    return { step: { ...(rest && { text: rest }), ...goals }, rest };
  }
  const cue = written.slice(0, length.at).trim();
  const number = cue.split(/\s+/).find(word => /\d/.test(word));
  const { goals, rest } = readTail(` ${written.slice(length.at + length.found.length)} `);
  return {
    step: { ...(cue && { text: cue }), ...length.step, ...goals },
    ...(number !== undefined && { strayNumber: number }),
    rest,
  };
}

interface Length {
  at: number;
  found: string;
  step: Pick<Step, 'durationSecs' | 'distanceM'>;
}

/** The first word that is a time or a distance. */
function findLength(written: string): Length | undefined {
  for (const { 0: found, index: at } of written.matchAll(/\S+/g)) {
    const durationSecs = secsOf(found);
    if (durationSecs !== undefined) return { at, found, step: { durationSecs } };
    const distanceM = metresOf(found);
    if (distanceM !== undefined) return { at, found, step: { distanceM } };
  }
  return undefined;
}

/** "30s", "10m", "1h", "1m30", "1m30s", "5'30\"", "1:30:00" in seconds. */
function secsOf(word: string): number | undefined {
  const plain = word.replace(/′|'/, 'm').replace(/″|"/, 's');
  const [found, h, m, s] =
    /^(?=\d)(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s?)?$/i.exec(plain) ?? /^(\d+):(\d\d):(\d\d)$/.exec(plain) ?? [];
  // A bare number is no time.
  if (found === undefined || /^\d+$/.test(found)) return undefined;
  return Number(h ?? 0) * 3600 + Number(m ?? 0) * 60 + Number(s ?? 0);
}

function metresOf(word: string): number | undefined {
  const [, number, unit] = /^(\d+(?:\.\d+)?)(mtr|km|mi|yrd)$/i.exec(word) ?? [];
  const metres = METRES[unit?.toLowerCase() ?? ''];
  return number === undefined || metres === undefined ? undefined : Number(number) * metres;
}

const METRES: Readonly<Record<string, number>> = { mtr: 1, km: 1000, mi: 1609.34, yrd: 0.9144 };

type Goals = Pick<
  Step,
  'power' | 'hr' | 'pace' | 'cadence' | 'ramp' | 'freeride' | 'maxeffort' | 'untilLapPress' | 'intensity'
>;

type Rule = readonly [pattern: RegExp, goals: (match: RegExpExecArray) => Goals];

/**
 * Each takes its words out of the line, so the narrow ones stand before those that they contain. A range may have its unit at
 * both ends: "50%-75%".
 */
const RULES: readonly Rule[] = [
  [
    /\s(\d+:\d\d)(?:(?:\/\w+)?-(\d+:\d\d))?(\/(?:km|mi|100m|100y|500m|400m|250m))\s+pace(?=[\s,])/i,
    absolutePace,
  ],
  [/\s([\d.]+)(?:%?\s?-\s?([\d.]+))?%\s+lthr(?=[\s,])/i, match => ({ hr: goal(match, '%lthr') })],
  [/\s([\d.]+)(?:%?\s?-\s?([\d.]+))?%\s+hr(?=[\s,])/i, match => ({ hr: goal(match, '%hr') })],
  [/\s([\d.]+)(?:%?\s?-\s?([\d.]+))?%\s+pace(?=[\s,])/i, match => ({ pace: goal(match, '%pace') })],
  [/\s([\d.]+)(?:%?\s?-\s?([\d.]+))?%\s+mmp(?=[\s,])/i, match => ({ power: goal(match, '%mmp') })],
  [/\s([\d.]+)(?:%?\s?-\s?([\d.]+))?%(?:\s+ftp)?(?=[\s,])/i, match => ({ power: goal(match, '%ftp') })],
  [/\sc?z(\d)(?:-c?z(\d))?\s+l?t?hr(?=[\s,])/i, match => ({ hr: goal(match, 'hr_zone') })],
  [/\sc?z(\d)(?:-c?z(\d))?\s+pace(?=[\s,])/i, match => ({ pace: goal(match, 'pace_zone') })],
  [/\sc?z(\d)(?:-c?z(\d))?(?=[\s,])/i, match => ({ power: goal(match, 'power_zone') })],
  [/\s(\d+)(?:w?\s?-\s?(\d+))?w(?=[\s,])/i, match => ({ power: goal(match, 'w') })],
  [/\s(\d+)(?:(?:\s?bpm)?\s?-\s?(\d+))?\s?bpm(?=[\s,])/i, match => ({ hr: goal(match, 'bpm') })],
  [/\s(\d+)(?:-(\d+))?\s?rpm(?=[\s,])/i, match => ({ cadence: goal(match, 'rpm') })],
  [/\sramp(?=[\s,])/i, () => ({ ramp: true })],
  [/\sfree(?:ride)?(?=[\s,])/i, () => ({ freeride: true })],
  [/\smaxeffort(?=[\s,])/i, () => ({ maxeffort: true })],
  [/\s(?:lap press|press lap)(?=[\s,])/i, () => ({ untilLapPress: true })],
  [/\sintensity=(\w+)(?=[\s,])/i, ([, intensity = '']) => ({ intensity: intensity.toLowerCase() })],
  [/\s(?:power|hr|pace)=\w+(?=[\s,])/i, () => ({})],
];

function readTail(tail: string): { goals: Goals; rest: string } {
  let goals: Goals = {};
  let rest = tail;
  for (const [pattern, read] of RULES) {
    const match = pattern.exec(rest);
    if (!match) continue;
    goals = { ...read(match), ...goals };
    rest = rest.slice(0, match.index) + rest.slice(match.index + match[0].length);
  }
  return { goals, rest: rest.trim() };
}

function goal([, from = '', to]: RegExpExecArray, units: string): Goal {
  return to === undefined ? { value: Number(from), units } : { start: Number(from), end: Number(to), units };
}

function absolutePace([, from = '', to, per = '']: RegExpExecArray): Goals {
  const units = `secs${per.toLowerCase()}`;
  return {
    pace: to === undefined ? { value: clock(from), units } : { start: clock(from), end: clock(to), units },
  };
}

function clock(minutes: string): number {
  const [m = 0, s = 0] = minutes.split(':').map(Number);
  return m * 60 + s;
}
