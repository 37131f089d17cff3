import { omitUndefined } from '../../platform/omit-undefined.ts';
import { getPlannedMetres, getPlannedSeconds } from './parsed-workout.ts';
import type { PlannedTarget, WorkoutDoc, WorkoutStep } from './workout-doc.ts';
import { MAX_REPEATS, MAX_WORKOUT_STEPS } from './workout-limits.ts';

/** A line of workout text. */
export interface TextLine {
  /** Counted from 1. */
  number: number;
  written: string;
  kind: 'blank' | 'header' | 'step';
  /** What a header repeats: "Main set 3x". */
  reps?: number;
  step?: ParsedTextStep;
}

/** The parts of a line that begins with a dash. */
interface ParsedTextStep {
  step: WorkoutStep;
  /** A number in the cue, where Intervals.icu ends the cue: "2" in "Set 2 easy 5m". */
  strayNumber?: string;
  /** Words behind the length that are neither target nor cadence. */
  unparsed: string;
}

/** Splits workout text into its lines. */
export function parseLines(text: string): TextLine[] {
  return text
    .split(/\r\n|\r|\n/)
    .slice(0, MAX_WORKOUT_STEPS)
    .map((written, index) => parseLine(written, index + 1));
}

function parseLine(written: string, number: number): TextLine {
  const line = { number, written };
  if (written.trim() === '') return { ...line, kind: 'blank' };
  const [, stepText] = /^\s*-\s*(.*)$/.exec(written) ?? [];
  if (stepText !== undefined) return { ...line, kind: 'step', step: parseTextStep(stepText) };
  const reps = Number(/(?:^|\s)(\d+)\s?x\s*$/i.exec(written)?.[1] ?? 0);
  return { ...line, kind: 'header', ...(reps > 0 && { reps: Math.min(reps, MAX_REPEATS) }) };
}

/**
 * The workout in a text in Intervals.icu's workout syntax (https://forum.intervals.icu/t/123701), as the athlete means it;
 * `lint-workout-text.ts` finds what the server reads differently. A text without steps is a plain description.
 */
export function parseWorkoutText(text: string): WorkoutDoc {
  const steps: WorkoutStep[] = [];
  let openSteps = steps;
  let part: Pick<WorkoutStep, 'warmup' | 'cooldown'> = {};
  for (const { kind, written, reps, step } of parseLines(text)) {
    if (kind === 'step' && step) {
      openSteps.push({ ...step.step, ...part });
      continue;
    }
    // A blank line ends a repeat; the next header ends a warm-up.
    openSteps = steps;
    if (kind === 'blank') continue;
    part = /^\s*warm-?\s?up\b/i.test(written)
      ? { warmup: true }
      : /^\s*cool-?\s?down\b/i.test(written)
        ? { cooldown: true }
        : {};
    if (reps === undefined) continue;
    openSteps = [];
    steps.push({ reps, steps: openSteps });
  }
  const nonEmpty = steps.filter(step => step.steps?.length !== 0);
  return omitUndefined({
    steps: nonEmpty,
    durationSecs: getPlannedSeconds(nonEmpty),
    distanceM: getPlannedMetres(nonEmpty),
  });
}

/** Parses the text behind the dash. Never throws: unknown words stay in `unparsed`. */
function parseTextStep(written: string): ParsedTextStep {
  const length = findLength(written);
  if (!length) {
    const { targets, unparsed } = parseTargets(` ${written} `);
    return { step: { ...(unparsed && { text: unparsed }), ...targets }, unparsed };
  }
  const cue = written.slice(0, length.at).trim();
  const number = cue.split(/\s+/).find(word => /\d/.test(word));
  const { targets, unparsed } = parseTargets(` ${written.slice(length.at + length.found.length)} `);
  return {
    step: { ...(cue && { text: cue }), ...length.step, ...targets },
    ...(number !== undefined && { strayNumber: number }),
    unparsed,
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
  // A number without a unit is not a time.
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
 * Each match is removed from the line, so specific patterns come before general ones. A range may have its unit at both
 * ends: "50%-75%".
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

function parseTargets(tail: string): { targets: TextTargets; unparsed: string } {
  let targets: TextTargets = {};
  let rest = tail;
  for (const [pattern, read] of TARGET_PATTERNS) {
    const match = pattern.exec(rest);
    if (!match) continue;
    targets = { ...read(match), ...targets };
    rest = rest.slice(0, match.index) + rest.slice(match.index + match[0].length);
  }
  return { targets, unparsed: rest.trim() };
}

function toTarget([, from = '', to]: RegExpExecArray, units: string): PlannedTarget {
  return to === undefined ? { value: Number(from), units } : { start: Number(from), end: Number(to), units };
}

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
