import { omitUndefined } from '../../platform/omit-undefined.ts';
import { getPlannedMetres, getPlannedSeconds } from './parsed-workout.ts';
import { blankTextMoments, findPromptsEnd, withoutPromptsEnd } from './text-cues.ts';
import { findIntensity, parseDecimal, parseTargets } from './text-targets.ts';
import type { WorkoutDoc, WorkoutStep } from './workout-doc.ts';
import { MAX_REPEATS, MAX_WORKOUT_STEPS } from './workout-limits.ts';

/** A line of workout text. */
export interface TextLine {
  /** Counted from 1. */
  number: number;
  written: string;
  kind: 'blank' | 'separator' | 'header' | 'step';
  /** What a header repeats: "Main set 3x". */
  reps?: number;
  step?: ParsedTextStep;
}

/** The parts of a line that begins with a dash. Places are counted in the whole line. */
interface ParsedTextStep {
  step: WorkoutStep;
  /** Where its prompts end and its length and targets may be. */
  bodyAt: number;
  length?: FoundWord;
  /** A number before length and targets, where Intervals.icu ends the cue: "2" in "Set 2 easy 5m". */
  strayNumber?: string;
  /** Words behind the cue that are neither length nor target nor cadence. */
  unparsed: string;
}

interface FoundWord {
  at: number;
  found: string;
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
  const marks = written.replace(/\s+/g, '');
  if (marks === '') return { ...line, kind: 'blank' };
  // "---", as in Markdown (https://forum.intervals.icu/t/123701, section 9).
  if (/^([-–—_*=])\1+$/.test(marks)) return { ...line, kind: 'separator' };
  if (marks.startsWith('-')) return { ...line, kind: 'step', step: parseTextStep(written, written.indexOf('-') + 1) };
  const [, named, last] = REPEATS.exec(written.trim()) ?? [];
  const reps = Number(named ?? last ?? 0);
  return { ...line, kind: 'header', ...(reps > 0 && { reps: Math.min(reps, MAX_REPEATS) }) };
}

/** "6x" anywhere in the line (https://forum.intervals.icu/t/1163): "4x:", "Main set (4x)", "4x Main"; at its end "4 x" too. */
const REPEATS = /(?:^|[\s([*_])(\d{1,9})x(?=$|[\s)\]*_:,.;!])|(?:^|\s)(\d{1,9}) x$/i;

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
    if (kind === 'blank' || kind === 'separator') continue;
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

/**
 * Parses the text behind the dash: prompts, "<!>", then length and targets in any order; without "<!>" the cue is what comes before the
 * first length or target. Never throws: unknown words stay in `unparsed`.
 */
function parseTextStep(line: string, start: number): ParsedTextStep {
  const bodyAt = Math.max(start, findPromptsEnd(line));
  const prompts = withoutPromptsEnd(line.slice(start, bodyAt));
  const body = blankTextMoments(line.slice(bodyAt));
  const length = findLength(body);
  if (!length) {
    const { targets, unparsed } = parseTargets(line.slice(bodyAt));
    const text = [prompts, unparsed].filter(Boolean).join(' ');
    return { step: { ...(text && { text }), ...targets }, bodyAt, unparsed };
  }
  const before = body.slice(0, length.at);
  const behind = body.slice(length.at + length.found.length);
  const early = findIntensity(before);
  const cueLength = early?.at ?? before.length;
  const { cue, keywords } = takeKeywords(line.slice(bodyAt, bodyAt + cueLength));
  const { targets, unparsed } = parseTargets(`${keywords} ${before.slice(cueLength)} ${behind}`);
  const text = [prompts, cue].filter(Boolean).join(' ');
  const strayNumber = findStrayNumber(cue, { early, length, behind });
  return {
    step: { ...(text && { text }), ...length.step, ...targets },
    bodyAt,
    length: { at: bodyAt + length.at, found: length.found },
    ...(strayNumber !== undefined && { strayNumber }),
    unparsed,
  };
}

/** Keywords may also stand in the cue: "Press lap 20m 50%", "Ramp 60-80% 10m". */
function takeKeywords(written: string): { cue: string; keywords: string } {
  const words = written.replace(/\s+/g, ' ').trim();
  const press = /(?<!\S)(?:press lap|lap press)(?!\S)/i.exec(words);
  const rest = press ? `${words.slice(0, press.index)}${words.slice(press.index + press[0].length)}`.trim() : words;
  const last = /(?<!\S)(?:ramp|freeride|maxeffort)$/i.exec(rest);
  return {
    cue: last ? rest.slice(0, last.index).trim() : press ? rest : written.trim(),
    keywords: [press?.[0], last?.[0]].filter(Boolean).join(' '),
  };
}

/** A number in the cue that Intervals.icu could take for the length or a target. */
function findStrayNumber(
  cue: string,
  { early, length, behind }: { early: FoundWord | undefined; length: FoundWord; behind: string },
): string | undefined {
  const number = blankTextMoments(cue)
    .split(/\s+/)
    .find(word => /\d/.test(word));
  if (number !== undefined) return number;
  // Of two targets or two lengths the first was meant as a word.
  if (early && findIntensity(behind)) return early.found;
  return cue !== '' && findLength(behind) ? length.found : undefined;
}

interface Length extends FoundWord {
  step: Pick<WorkoutStep, 'durationSecs' | 'distanceM'>;
}

/** The first word that is a time or a distance. */
function findLength(written: string): Length | undefined {
  for (const { 0: word, index: at } of written.matchAll(/\S+/g)) {
    // The longest is "1h30m30s" or a distance with decimals.
    if (word.length > MAX_LENGTH_CHARACTERS) continue;
    const found = word.replace(/[,;.]$/, '');
    const durationSecs = parseSeconds(found);
    if (durationSecs !== undefined) return { at, found, step: { durationSecs } };
    const distanceM = parseMetres(found);
    if (distanceM !== undefined) return { at, found, step: { distanceM } };
  }
  return undefined;
}

const MAX_LENGTH_CHARACTERS = 20;

/** "30s", "10m", "1h", "1h30", "1m30", "1m30s", "5'30\"", "1:30:00" in seconds. */
function parseSeconds(word: string): number | undefined {
  const plain = word.replace(/[′’']/, 'm').replace(/[″”"]/, 's');
  const [, clockHours, clockMinutes, clockSeconds] = /^(\d+):(\d\d):(\d\d)$/.exec(plain) ?? [];
  if (clockHours !== undefined) return toSeconds(clockHours, clockMinutes, clockSeconds);
  const [found, h, m, last, unit] = /^(?=\d)(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)(s?))?$/i.exec(plain) ?? [];
  // A number without a unit is not a time.
  if (found === undefined || /^\d+$/.test(found)) return undefined;
  // Behind hours alone it is minutes: "1h30".
  const isMinutes = h !== undefined && m === undefined && unit === '';
  return isMinutes ? toSeconds(h, last, '0') : toSeconds(h, m, last);
}

const toSeconds = (h = '0', m = '0', s = '0'): number => Number(h) * 3600 + Number(m) * 60 + Number(s);

function parseMetres(word: string): number | undefined {
  const [, number, unit] = /^(\d+(?:[.,]\d+)?)(mtr|km|mi|yrd)$/i.exec(word) ?? [];
  const metres = METRES_BY_UNIT[unit?.toLowerCase() ?? ''];
  return number === undefined || metres === undefined ? undefined : parseDecimal(number) * metres;
}

const METRES_BY_UNIT: Readonly<Record<string, number>> = { mtr: 1, km: 1000, mi: 1609.34, yrd: 0.9144 };
