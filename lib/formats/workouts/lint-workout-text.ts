import { parseLines, type TextLine } from './parse-workout-text.ts';
import { blankTextMoments } from './text-cues.ts';
import { PACE_DISTANCES } from './text-targets.ts';

/** Text that Intervals.icu reads differently than a person (https://forum.intervals.icu/t/123701, read 2026-11). */
export type LintRule =
  /** "200m" is 200 minutes. */
  | 'minutes'
  /** "30 secs", "400 metres": units that Intervals.icu does not know. */
  | 'unit'
  /** "2 km", "200y", "1 mile": documents disagree on whether Intervals.icu reads these. */
  | 'unsure-length'
  /** "Z2" or "75%" in a run or a swim is power. */
  | 'power'
  /** "5:00/km" without the word Pace is ignored. */
  | 'pace-word'
  /** A repeat without a blank line before or after it. */
  | 'blank-line'
  /** An indented step is moved out of its repeat to the end. */
  | 'indented'
  /** A repeat in a repeat. */
  | 'nested'
  /** "- 4x" does not start a repeat. */
  | 'dash-repeat'
  /** "4×", "4 times" and "(x4)" are repeats for a person only. */
  | 'repeat'
  /** A number, a length or a zone in the cue of a step. */
  | 'number-in-words'
  /** "RPE 8", "CSS" and "5K pace" are not targets, nor is any other number behind the length. */
  | 'no-target'
  /** A step without duration or distance. */
  | 'no-length'
  /** "* 10m 75%": only a dash makes a step. */
  | 'no-dash';

export interface LintWarning {
  rule: LintRule;
  /** Counted from 1. */
  line: number;
  /** The part of the line that it is about. */
  excerpt: string;
  /** Corrections that keep the meaning. */
  fixes: LintFix[];
}

export interface LintFix {
  /** The corrected part, for the button: "200mtr". */
  replacement: string;
  /** The whole text with the correction. */
  readonly text: string;
}

/** Finds what Intervals.icu would misread in a text for this activity type, ordered by line. */
export function lintWorkoutText(text: string, type: string): LintWarning[] {
  const lines = parseLines(text);
  const warnings: LintWarning[] = [];
  for (const [index, line] of lines.entries()) {
    const context = { lines, index, type };
    if (line.kind === 'step') warnings.push(...lintStep(line, context), ...lintIndent(line, context));
    if (line.kind === 'header') warnings.push(...lintHeader(line, context));
    if (warnings.length >= MAX_WARNINGS) break;
  }
  return warnings;
}

/** More than anybody corrects at once; the next ones follow when these are corrected. */
const MAX_WARNINGS = 100;

/** A line with its neighbours. */
interface LintContext {
  lines: TextLine[];
  index: number;
  type: string;
}

function lintStep(line: TextLine, context: LintContext): LintWarning[] {
  const { step, written } = line;
  if (!step) return [];
  const repeated = /^\s*-\s*(\d+)\s?x\b\s*(.*)$/i.exec(written);
  if (repeated) {
    const [, times = '', rest = ''] = repeated;
    const block = [`${times}x`, ...(rest ? [`- ${rest}`] : [])];
    return [makeWarning('dash-repeat', line, `- ${times}x`, [replaceLine(context, `${times}x`, ['', ...block])])];
  }
  const units = lintUnits(line, context);
  if (units.length > 0) return units;
  if (step.strayNumber !== undefined) return [makeWarning('number-in-words', line, step.strayNumber)];
  return [...(hasEnd(step) ? lintMinutes(line, context) : lintNoLength(line, context)), ...lintTarget(line, context)];
}

const hasEnd = ({ length, step }: NonNullable<TextLine['step']>): boolean =>
  length !== undefined || step.untilLapPress === true;

const UNITS: readonly (readonly [RegExp, string])[] = [
  [/(?<![\w.-])(\d+)\s*(?:seconds?|secs?)(?![\w'])/i, 's'],
  [/(?<![\w.-])(\d+)\s*(?:minutes?|mins?)(?![\w'])/i, 'm'],
  [/(?<![\w.-])(\d+)\s*(?:hours?|hrs?)(?![\w'])/i, 'h'],
  [/(?<![\w.-])(\d+(?:\.\d+)?)\s*(?:met(?:re|er)s?)(?!\w)/i, 'mtr'],
  [/(?<![\w.-])(\d+(?:\.\d+)?)\s*(?:kms|kilomet(?:re|er)s?)(?!\w)/i, 'km'],
];

function lintUnits(line: TextLine, context: LintContext): LintWarning[] {
  return UNITS.flatMap(([pattern, unit]) => {
    const match = pattern.exec(getBody(line));
    return match ? [makeWarning('unit', line, match[0], [replaceInBody(context, match, `${match[1]}${unit}`)])] : [];
  });
}

/** Other programs' documents call these lengths valid; Intervals.icu's own does not (https://forum.intervals.icu/t/123701). */
const UNSURE_UNITS: readonly (readonly [RegExp, string | undefined])[] = [
  [/(?<![\w.,-])(\d+(?:[.,]\d+)?)\s*miles?(?!\w)/i, 'mi'],
  [/(?<![\w.,-])(\d+(?:[.,]\d+)?)\s*(?:y|yds?|yards?)(?!\w)/i, 'yrd'],
  [/(?<![\w.,-])(\d+(?:[.,]\d+)?)\s+(km|mi|mtr|yrd|h|m|s)(?![\w'])/i, undefined],
];

function lintNoLength(line: TextLine, context: LintContext): LintWarning[] {
  for (const [pattern, unit] of UNSURE_UNITS) {
    const match = pattern.exec(getBody(line));
    if (!match) continue;
    return [
      makeWarning('unsure-length', line, match[0], [replaceInBody(context, match, `${match[1]}${unit ?? match[2]}`)]),
    ];
  }
  return [makeWarning('no-length', line, line.written.trim())];
}

/** The part of a line that is read as length and targets: prompts and their moments are blank, so that places stay. */
const getBody = ({ written, step }: TextLine): string =>
  blankTextMoments(written.slice(step?.bodyAt ?? 0)).padStart(written.length);

/** "200m" is 200 minutes. In the water and on the track round numbers are meant as metres; a ride may well last 120 minutes. */
function lintMinutes(line: TextLine, context: LintContext): LintWarning[] {
  const { at = 0, found = '' } = line.step?.length ?? {};
  const [, number = ''] = /^(\d{2,5})m$/i.exec(found) ?? [];
  const n = Number(number);
  const [least, round] = /Swim/.test(context.type) ? [25, 25] : /Ride/.test(context.type) ? [200, 100] : [100, 50];
  if (n < least || n % round !== 0) return [];
  const match = { 0: found, index: at };
  return [makeWarning('minutes', line, found, [replaceInBody(context, match, `${number}mtr`)])];
}

const PACE_WITHOUT_WORD = new RegExp(
  String.raw`(?<!\d)\d{1,3}:\d\d(?:(?:\/\w{1,6})?\s?[-–—−]\s?\d{1,3}:\d\d)?\/(?:${PACE_DISTANCES})(?!\s+pace|\s?[-–—−])`,
  'i',
);

/** Words that coaches write for a target. */
const VAGUE_TARGET =
  /\b(?:rpe\s?\d{0,3}(?:-\d{1,3})?|css\S{0,20}|\d{1,4}k(?:\s+pace)?|(?:marathon|threshold|tempo|race) pace)\b/i;

const POWER_TARGET =
  /(?:\bc?z\d(?:-c?z\d)?|(?<![\d.,])\d[\d.,]{0,9}(?:%?\s?[-–—−]\s?\d[\d.,]{0,9})?\s?%)(?!\s+(?:hr|lthr|pace|mmp))/i;

function lintTarget(line: TextLine, context: LintContext): LintWarning[] {
  const { step } = line;
  if (!step) return [];
  const body = getBody(line);
  const pace = PACE_WITHOUT_WORD.exec(body);
  if (pace) return [makeWarning('pace-word', line, pace[0], [replaceInBody(context, pace, `${pace[0]} Pace`)])];
  const lost = VAGUE_TARGET.exec(step.unparsed)?.[0] ?? (step.length && findNumber(step.unparsed));
  if (lost) return [makeWarning('no-target', line, lost)];
  const units = step.step.power?.units;
  if (!/Run|Swim/.test(context.type) || (units !== '%ftp' && units !== 'power_zone')) return [];
  const power = POWER_TARGET.exec(body);
  if (!power || /ftp/i.test(body)) return [];
  return [
    makeWarning(
      'power',
      line,
      power[0],
      ['Pace', 'HR'].map(word => replaceInBody(context, power, `${power[0]} ${word}`)),
    ),
  ];
}

/** The first word with a digit, without the punctuation around it. */
const findNumber = (words: string): string | undefined =>
  words
    .split(/\s+/)
    .find(word => /\d/.test(word))
    ?.slice(0, 40)
    .replace(/^[("'“]+|[)"'”,.;]+$/g, '');

/** Corrects all indented steps at once: one corrected alone would be in the wrong place. */
function lintIndent(line: TextLine, { lines }: LintContext): LintWarning[] {
  if (!/^\s+-/.test(line.written)) return [];
  const replacement = line.written.trim();
  const toFlush = ({ kind, written }: TextLine) => (kind === 'step' ? written.trimStart() : written);
  return [makeWarning('indented', line, replacement, [makeFix(replacement, () => lines.map(toFlush).join('\n'))])];
}

function lintHeader(line: TextLine, context: LintContext): LintWarning[] {
  const { lines, index } = context;
  const next = lines[index + 1];
  const before = lines[index - 1];
  const bullet = /^\s*[*•·–—]\s+(.*)$/.exec(line.written)?.[1];
  if (bullet && isMeantAsStep(bullet))
    return [makeWarning('no-dash', line, line.written.trim(), [replaceLine(context, `- ${bullet}`, [`- ${bullet}`])])];
  const times = line.reps === undefined && next?.kind === 'step' ? REPEAT_WORD.exec(line.written) : null;
  if (times) {
    const reps = `${times[1] ?? times[2]}x`;
    return [makeWarning('repeat', line, times[0], [replaceInBody(context, times, reps)])];
  }
  const warnings: LintWarning[] = [];
  if (line.reps !== undefined && next?.kind === 'header' && next.reps !== undefined) {
    warnings.push(makeWarning('nested', next, next.written.trim()));
  }
  if (before && before.kind === 'step') {
    const closes = isInRepeat(lines, index - 1);
    if (line.reps !== undefined || closes)
      warnings.push(
        makeWarning('blank-line', line, line.written.trim(), [
          replaceLine(context, line.written.trim(), ['', line.written]),
        ]),
      );
  }
  return warnings;
}

const REPEAT_WORD =
  /(?<![\w.,:/])(?:(\d{1,3})(?:\s?×(?!\d)|\sx(?=[\s)])|\s?(?:times|mal)\b)|[x×]\s?(\d{1,3})(?![\w.,×/]))/i;

/** "* see https://…" is a note; with a length or a target it would be a step. */
function isMeantAsStep(bullet: string): boolean {
  const [line] = parseLines(`- ${bullet}`);
  const { power, hr, pace } = line?.step?.step ?? {};
  return Boolean(line?.step?.length || power || hr || pace) || UNITS.some(([pattern]) => pattern.test(bullet));
}

/** Whether the step at this index belongs to a repeat. */
function isInRepeat(lines: TextLine[], index: number): boolean {
  for (let at = index; at >= 0 && lines[at]?.kind !== 'blank' && lines[at]?.kind !== 'separator'; at--) {
    if (lines[at]?.kind === 'header') return lines[at]?.reps !== undefined;
  }
  return false;
}

const makeWarning = (rule: LintRule, { number }: TextLine, excerpt: string, fixes: LintFix[] = []): LintWarning => ({
  rule,
  line: number,
  excerpt,
  fixes,
});

/** Its text is made when it is wanted: of a thousand corrections one is chosen. */
const makeFix = (replacement: string, getText: () => string): LintFix => ({
  replacement,
  get text() {
    return getText();
  },
});

/** The text with other lines in place of this one. */
function replaceLine({ lines, index }: LintContext, replacement: string, replacementLines: string[]): LintFix {
  const before = lines[index - 1];
  // Avoids two blank lines in a row.
  const inserted =
    before === undefined || before.kind === 'blank'
      ? replacementLines.filter((line, n) => n > 0 || line !== '')
      : replacementLines;
  return makeFix(replacement, () =>
    lines
      .map(({ written }) => written)
      .toSpliced(index, 1, ...inserted)
      .join('\n'),
  );
}

/** The text with a part of this line replaced. */
function replaceInBody(context: LintContext, { 0: found, index }: { 0: string; index: number }, to: string): LintFix {
  const written = context.lines[context.index]?.written ?? '';
  return replaceLine(context, to, [written.slice(0, index) + to + written.slice(index + found.length)]);
}
