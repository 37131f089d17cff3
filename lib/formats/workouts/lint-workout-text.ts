import { parseLines, type TextLine } from './parse-workout-text.ts';

/** Text that Intervals.icu reads differently than a person (https://forum.intervals.icu/t/123701, read 2026-11). */
export type LintRule =
  /** "200m" is 200 minutes. */
  | 'minutes'
  /** "30 secs", "400 metres": units that Intervals.icu does not know. */
  | 'unit'
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
  /** A number or a zone in the cue of a step. */
  | 'number-in-words'
  /** "RPE 8", "CSS" and "5K pace" are not targets. */
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
  text: string;
}

/** Finds what Intervals.icu would misread in a text for this activity type, ordered by line. */
export function lintWorkoutText(text: string, type: string): LintWarning[] {
  const lines = parseLines(text);
  return lines.flatMap((line, index) => {
    const context = { lines, index, type };
    if (line.kind === 'step') return [...lintStep(line, context), ...lintIndent(line, context)];
    return line.kind === 'header' ? lintHeader(line, context) : [];
  });
}

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
  return [
    ...lintMinutes(line, context),
    ...(step.step.durationSecs === undefined && step.step.distanceM === undefined && !step.step.untilLapPress
      ? [makeWarning('no-length', line, written.trim())]
      : []),
    ...lintTarget(line, context),
  ];
}

const UNITS: readonly (readonly [RegExp, string])[] = [
  [/(?<![\w.-])(\d+)\s*(?:seconds?|secs?)(?![\w'])/i, 's'],
  [/(?<![\w.-])(\d+)\s*(?:minutes?|mins?)(?![\w'])/i, 'm'],
  [/(?<![\w.-])(\d+)\s*(?:hours?|hrs?)(?![\w'])/i, 'h'],
  [/(?<![\w.-])(\d+(?:\.\d+)?)\s*(?:met(?:re|er)s?)(?!\w)/i, 'mtr'],
  [/(?<![\w.-])(\d+(?:\.\d+)?)\s*(?:kms|kilomet(?:re|er)s?)(?!\w)/i, 'km'],
  [/(?<![\w.-])(\d+(?:\.\d+)?)\s*(?:miles?)(?!\w)/i, 'mi'],
  [/(?<![\w.-])(\d+(?:\.\d+)?)\s*(?:yards?|yds?)(?!\w)/i, 'yrd'],
];

function lintUnits(line: TextLine, context: LintContext): LintWarning[] {
  return UNITS.flatMap(([pattern, unit]) => {
    const match = pattern.exec(line.written);
    return match ? [makeWarning('unit', line, match[0], [replaceInLine(context, match[0], `${match[1]}${unit}`)])] : [];
  });
}

/** "200m" is 200 minutes. In the water and on the track round numbers are meant as metres; a ride may well last 120 minutes. */
function lintMinutes(line: TextLine, context: LintContext): LintWarning[] {
  const [found, number = ''] = /(?<![\d:/.])\b(\d{2,5})m(?![\w'])/i.exec(line.written) ?? [];
  if (!found) return [];
  const n = Number(number);
  const [least, round] = /Swim/.test(context.type) ? [25, 25] : /Ride/.test(context.type) ? [200, 100] : [100, 50];
  if (n < least || n % round !== 0) return [];
  return [makeWarning('minutes', line, found, [replaceInLine(context, found, `${number}mtr`)])];
}

function lintTarget(line: TextLine, context: LintContext): LintWarning[] {
  const { step, written } = line;
  if (!step) return [];
  const pace = /\d+:\d\d(?:(?:\/\w+)?-\d+:\d\d)?\/(?:km|mi|100m|100y|500m|400m|250m)(?!\s+pace|-)/i.exec(written)?.[0];
  if (pace) return [makeWarning('pace-word', line, pace, [replaceInLine(context, pace, `${pace} Pace`)])];
  const vague = /\b(?:rpe\s?\d*(?:-\d+)?|css\S*|\d+k(?:\s+pace)?|(?:marathon|threshold|tempo|race) pace)\b/i.exec(
    step.unparsed,
  )?.[0];
  if (vague) return [makeWarning('no-target', line, vague)];
  const units = step.step.power?.units;
  if (!/Run|Swim/.test(context.type) || (units !== '%ftp' && units !== 'power_zone')) return [];
  const power = /(?:\bc?z\d(?:-c?z\d)?|[\d.]+(?:%?\s?-\s?[\d.]+)?%)(?!\s+(?:hr|lthr|pace|mmp))/i.exec(written)?.[0];
  if (!power || /ftp/i.test(written)) return [];
  return [
    makeWarning(
      'power',
      line,
      power,
      ['Pace', 'HR'].map(word => replaceInLine(context, power, `${power} ${word}`)),
    ),
  ];
}

/** Corrects all indented steps at once: one corrected alone would be in the wrong place. */
function lintIndent(line: TextLine, { lines }: LintContext): LintWarning[] {
  if (!/^\s+-/.test(line.written)) return [];
  const flush = lines.map(({ written }) => written.replace(/^\s+(?=-)/, ''));
  return [
    makeWarning('indented', line, line.written.trim(), [{ replacement: line.written.trim(), text: flush.join('\n') }]),
  ];
}

function lintHeader(line: TextLine, context: LintContext): LintWarning[] {
  const { lines, index } = context;
  const next = lines[index + 1];
  const before = lines[index - 1];
  const bullet = /^\s*[*•·–—]\s+(.*)$/.exec(line.written)?.[1];
  if (bullet)
    return [makeWarning('no-dash', line, line.written.trim(), [replaceLine(context, `- ${bullet}`, [`- ${bullet}`])])];
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

/** Whether the step at this index belongs to a repeat. */
function isInRepeat(lines: TextLine[], index: number): boolean {
  for (let at = index; at >= 0 && lines[at]?.kind !== 'blank'; at--) {
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

/** The text with other lines in place of this one. */
function replaceLine({ lines, index }: LintContext, replacement: string, replacementLines: string[]): LintFix {
  const before = lines[index - 1];
  // Avoids two blank lines in a row.
  const inserted =
    before === undefined || before.kind === 'blank'
      ? replacementLines.filter((line, n) => n > 0 || line !== '')
      : replacementLines;
  const texts = lines.map(({ written }) => written);
  return { replacement, text: [...texts.slice(0, index), ...inserted, ...texts.slice(index + 1)].join('\n') };
}

/** The text with a part of this line replaced. */
function replaceInLine(context: LintContext, found: string, to: string): LintFix {
  const written = context.lines[context.index]?.written ?? '';
  return replaceLine(context, to, [written.replace(found, () => to)]);
}
