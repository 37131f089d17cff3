import type { TextLine } from './text.ts';
import { type Around, replaced, type Trap, trap, withLine } from './trap.ts';

/** What Intervals.icu would take another way within one step. */
export function stepTraps(line: TextLine, around: Around): Trap[] {
  const { step, written } = line;
  if (!step) return [];
  const repeated = /^\s*-\s*(\d+)\s?x\b\s*(.*)$/i.exec(written);
  if (repeated) {
    const [, times = '', rest = ''] = repeated;
    const block = [`${times}x`, ...(rest ? [`- ${rest}`] : [])];
    return [trap('dash-repeat', line, `- ${times}x`, [withLine(around, `${times}x`, ['', ...block])])];
  }
  const units = unitTraps(line, around);
  if (units.length > 0) return units;
  if (step.strayNumber !== undefined) return [trap('number-in-words', line, step.strayNumber)];
  return [
    ...minutesTrap(line, around),
    ...(step.step.durationSecs === undefined && step.step.distanceM === undefined && !step.step.untilLapPress
      ? [trap('no-length', line, written.trim())]
      : []),
    ...targetTraps(line, around),
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

function unitTraps(line: TextLine, around: Around): Trap[] {
  return UNITS.flatMap(([pattern, unit]) => {
    const match = pattern.exec(line.written);
    return match ? [trap('unit', line, match[0], [replaced(around, match[0], `${match[1]}${unit}`)])] : [];
  });
}

/** In the water and on the track round numbers are metres; on a bicycle two hours are a ride like any other. */
function minutesTrap(line: TextLine, around: Around): Trap[] {
  const [found, number = ''] = /(?<![\d:/.])\b(\d{2,5})m(?![\w'])/i.exec(line.written) ?? [];
  if (!found) return [];
  const n = Number(number);
  const [least, round] = /Swim/.test(around.type)
    ? [25, 25]
    : /Ride/.test(around.type)
      ? [200, 100]
      : [100, 50];
  if (n < least || n % round !== 0) return [];
  return [trap('minutes', line, found, [replaced(around, found, `${number}mtr`)])];
}

function targetTraps(line: TextLine, around: Around): Trap[] {
  const { step, written } = line;
  if (!step) return [];
  const pace = /\d+:\d\d(?:(?:\/\w+)?-\d+:\d\d)?\/(?:km|mi|100m|100y|500m|400m|250m)(?!\s+pace|-)/i.exec(
    written,
  )?.[0];
  if (pace) return [trap('pace-word', line, pace, [replaced(around, pace, `${pace} Pace`)])];
  const vague =
    /\b(?:rpe\s?\d*(?:-\d+)?|css\S*|\d+k(?:\s+pace)?|(?:marathon|threshold|tempo|race) pace)\b/i.exec(
      step.rest,
    )?.[0];
  if (vague) return [trap('no-target', line, vague)];
  const units = step.step.power?.units;
  if (!/Run|Swim/.test(around.type) || (units !== '%ftp' && units !== 'power_zone')) return [];
  const power = /(?:\bc?z\d(?:-c?z\d)?|[\d.]+(?:%?\s?-\s?[\d.]+)?%)(?!\s+(?:hr|lthr|pace|mmp))/i.exec(
    written,
  )?.[0];
  if (!power || /ftp/i.test(written)) return [];
  return [
    trap(
      'power',
      line,
      power,
      ['Pace', 'HR'].map(word => replaced(around, power, `${power} ${word}`)),
    ),
  ];
}
