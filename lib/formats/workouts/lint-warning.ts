import type { TextLine } from './parse-workout-text.ts';

/** Where native text means something else to Intervals.icu than to a person (reference §8). */
export type LintRule =
  /** "200m" is 200 minutes. */
  | 'minutes'
  /** "30 secs", "400 metres": units that are not read. */
  | 'unit'
  /** "Z2" or "75%" in a run or a swim is power. */
  | 'power'
  /** "5:00/km" without the word Pace is dropped. */
  | 'pace-word'
  /** A repeat without a blank line before or after it. */
  | 'blank-line'
  /** An indented step leaves its repeat and goes to the end. */
  | 'indented'
  /** A repeat in a repeat. */
  | 'nested'
  /** "- 4x" is no repeat. */
  | 'dash-repeat'
  /** A number, or a zone, in the words of a step. */
  | 'number-in-words'
  /** "RPE 8", "CSS", "5K pace" are no targets. */
  | 'no-target'
  /** A step that does not say how long it is. */
  | 'no-length'
  /** "* 10m 75%": only a dash makes a step. */
  | 'no-dash';

export interface LintWarning {
  rule: LintRule;
  /** Counted from 1. */
  line: number;
  /** The words that it is about. */
  found: string;
  /** Safe ways to put it right. */
  fixes: LintFix[];
}

export interface LintFix {
  /** What stands there then, for the button: "200mtr". */
  replacement: string;
  /** The whole text with it. */
  text: string;
}

/** Where a line stands, and in what. */
export interface LintContext {
  lines: TextLine[];
  index: number;
  type: string;
}

export const makeWarning = (
  rule: LintRule,
  { number }: TextLine,
  found: string,
  fixes: LintFix[] = [],
): LintWarning => ({
  rule,
  line: number,
  found,
  fixes,
});

/** The text with other lines in the place of this one. */
export function replaceLine(
  { lines, index }: LintContext,
  replacement: string,
  replacementLines: string[],
): LintFix {
  const before = lines[index - 1];
  // Nothing needs two blank lines.
  const own =
    before === undefined || before.kind === 'blank'
      ? replacementLines.filter((line, n) => n > 0 || line !== '')
      : replacementLines;
  const texts = lines.map(({ written }) => written);
  return { replacement, text: [...texts.slice(0, index), ...own, ...texts.slice(index + 1)].join('\n') };
}

/** The text with other words in this line. */
export function replaceInLine(context: LintContext, found: string, to: string): LintFix {
  const written = context.lines[context.index]?.written ?? '';
  return replaceLine(context, to, [written.replace(found, () => to)]);
}
