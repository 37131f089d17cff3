import {
  type LintContext,
  type LintWarning,
  makeWarning,
  replaceInLine,
  replaceLine,
} from './lint-warning.ts';
import type { TextLine } from './parse-workout-text.ts';

/** What Intervals.icu would take another way within one step. */
export function lintStep(line: TextLine, context: LintContext): LintWarning[] {
  const { step, written } = line;
  if (!step) return [];
  const repeated = /^\s*-\s*(\d+)\s?x\b\s*(.*)$/i.exec(written);
  if (repeated) {
    const [, times = '', rest = ''] = repeated;
    const block = [`${times}x`, ...(rest ? [`- ${rest}`] : [])];
    return [
      makeWarning('dash-repeat', line, `- ${times}x`, [replaceLine(context, `${times}x`, ['', ...block])]),
    ];
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
    return match
      ? [makeWarning('unit', line, match[0], [replaceInLine(context, match[0], `${match[1]}${unit}`)])]
      : [];
  });
}

/** In the water and on the track round numbers are metres; on a bicycle two hours are a ride like any other. */
function lintMinutes(line: TextLine, context: LintContext): LintWarning[] {
  const [found, number = ''] = /(?<![\d:/.])\b(\d{2,5})m(?![\w'])/i.exec(line.written) ?? [];
  if (!found) return [];
  const n = Number(number);
  const [least, round] = /Swim/.test(context.type)
    ? [25, 25]
    : /Ride/.test(context.type)
      ? [200, 100]
      : [100, 50];
  if (n < least || n % round !== 0) return [];
  return [makeWarning('minutes', line, found, [replaceInLine(context, found, `${number}mtr`)])];
}

function lintTarget(line: TextLine, context: LintContext): LintWarning[] {
  const { step, written } = line;
  if (!step) return [];
  const pace = /\d+:\d\d(?:(?:\/\w+)?-\d+:\d\d)?\/(?:km|mi|100m|100y|500m|400m|250m)(?!\s+pace|-)/i.exec(
    written,
  )?.[0];
  if (pace) return [makeWarning('pace-word', line, pace, [replaceInLine(context, pace, `${pace} Pace`)])];
  const vague =
    /\b(?:rpe\s?\d*(?:-\d+)?|css\S*|\d+k(?:\s+pace)?|(?:marathon|threshold|tempo|race) pace)\b/i.exec(
      step.rest,
    )?.[0];
  if (vague) return [makeWarning('no-target', line, vague)];
  const units = step.step.power?.units;
  if (!/Run|Swim/.test(context.type) || (units !== '%ftp' && units !== 'power_zone')) return [];
  const power = /(?:\bc?z\d(?:-c?z\d)?|[\d.]+(?:%?\s?-\s?[\d.]+)?%)(?!\s+(?:hr|lthr|pace|mmp))/i.exec(
    written,
  )?.[0];
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
