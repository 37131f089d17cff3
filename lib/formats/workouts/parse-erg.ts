import { omitUndefined } from '../../platform/omit-undefined.ts';
import { Problem } from '../../platform/problem.ts';
import type { WorkoutFacts } from './parsed-workout.ts';
import type { WorkoutStep } from './workout-doc.ts';
import { MAX_STEP_SECS, MAX_WORKOUT_STEPS } from './workout-limits.ts';

/** Unit of the targets of a course. */
type ErgUnit = '%ftp' | 'w';

/**
 * A course of minutes and watts (erg) or percent of FTP (mrc).
 * @throws {Problem} `broken-workout`
 */
export function parseErg(text: string): WorkoutFacts & { unit: ErgUnit } {
  const { header, data, text: texts } = splitSections(text);
  const field = (name: string) => header.map(line => readSetting(line, name)).find(Boolean);
  const unit = readUnit(header);
  const ftp = Number(field('FTP'));
  return omitUndefined({
    unit,
    name: field('FILE NAME')?.replace(/\.(mrc|erg)$/i, ''),
    type: 'Ride',
    description: field('DESCRIPTION'),
    cueCount: texts.length,
    steps: toSteps(data.filter(isPoint).map(parsePoint), unit),
    ftp: ftp > 0 ? ftp : undefined,
  });
}

const readSetting = (line: string, name: string): string | undefined =>
  new RegExp(`^${name}\\s*=\\s*(.*)`, 'i').exec(line)?.[1];

/** @throws {Problem} `broken-workout` for other units, such as courses of kilometres and grades */
function readUnit(header: string[]): ErgUnit {
  for (const line of header) {
    const [, unit] = /^minutes\s+(watts|percent|%|ftp)/i.exec(line) ?? [];
    if (unit) return unit.toLowerCase() === 'watts' ? 'w' : '%ftp';
  }
  throw new Problem('broken-workout', { detail: 'no MINUTES WATTS and no MINUTES PERCENT' });
}

/** Other rows mark a lap, or are comments. */
const isPoint = (line: string): boolean => !/^;|\blap\b/i.test(line);

/**
 * Two columns without a header, minutes of each step and percent of FTP, as TrainerDay writes them; undefined for any other
 * text.
 */
export function parseColumns(text: string): { facts: WorkoutFacts; mrc: string } | undefined {
  const lines = splitLines(text);
  const isTable = lines.every(line => /^\d+([.,]\d+)?[\s;]+\d+([.,]\d+)?$/.test(line));
  if (lines.length === 0 || !isTable) return undefined;
  const points: Point[] = [];
  let minutes = 0;
  for (const [index, line] of lines.entries()) {
    const row = parsePoint(line, index);
    points.push({ minutes, level: row.level }, { minutes: minutes + row.minutes, level: row.level });
    minutes += row.minutes;
  }
  const facts = { type: 'Ride', cueCount: 0, steps: toSteps(points, '%ftp') };
  return { facts, mrc: toMrc(points) };
}

/** Intervals.icu accepts only files with a header. */
const toMrc = (points: Point[]): string =>
  [
    '[COURSE HEADER]',
    'VERSION = 2',
    'UNITS = ENGLISH',
    'MINUTES PERCENT',
    '[END COURSE HEADER]',
    '[COURSE DATA]',
    ...points.map(({ minutes, level }) => `${minutes.toFixed(2)}\t${level}`),
    '[END COURSE DATA]',
    '',
  ].join('\r\n');

interface Point {
  minutes: number;
  level: number;
}

/** @throws {Problem} `broken-workout` where the data has no end: the file may be cut off */
function splitSections(text: string): Record<'header' | 'data' | 'text', string[]> {
  const sections = { header: [] as string[], data: [] as string[], text: [] as string[] };
  let current: string[] | undefined;
  for (const line of splitLines(text)) {
    if (/^\[.*\]$/.test(line)) {
      const [, name] = /^\[course (header|data|text)\]$/i.exec(line) ?? [];
      current = name ? sections[name.toLowerCase() as keyof typeof sections] : undefined;
    } else current?.push(line);
  }
  if (current === sections.data) throw new Problem('broken-workout', { detail: 'no [END COURSE DATA]' });
  return sections;
}

const splitLines = (text: string): string[] =>
  text
    .split(/\r\n|\r|\n/)
    .map(line => line.trim())
    .filter(Boolean);

function parsePoint(line: string, index: number): Point {
  const [minutes = Number.NaN, level = Number.NaN] = line
    .split(/[\s;]+/)
    .map(number => Number(number.replace(',', '.').replace(/%$/, '')));
  if (minutes >= 0 && level >= 0) return { minutes, level };
  throw new Problem('broken-workout', { detail: `row ${index + 1}: ${line.slice(0, 40)}` });
}

/** Between two points the level changes evenly; two points at the same minute are a jump. */
function toSteps(points: Point[], units: ErgUnit): WorkoutStep[] {
  if (points.length > MAX_WORKOUT_STEPS)
    throw new Problem('broken-workout', { detail: `over ${MAX_WORKOUT_STEPS} rows` });
  const steps: WorkoutStep[] = [];
  for (const [index, to] of points.entries()) {
    const from = points[index - 1];
    if (!from || to.minutes === from.minutes) continue;
    // Minutes have two decimals, so the times are rounded to seconds, not the durations: errors would add up.
    const durationSecs = Math.round(to.minutes * 60) - Math.round(from.minutes * 60);
    if (durationSecs < 0 || durationSecs > MAX_STEP_SECS)
      throw new Problem('broken-workout', {
        detail: `row ${index + 1}: ${to.minutes} min after ${from.minutes} min`,
      });
    if (durationSecs === 0) continue;
    steps.push(
      from.level === to.level
        ? { durationSecs, power: { value: to.level, units } }
        : { durationSecs, power: { start: from.level, end: to.level, units }, ramp: true },
    );
  }
  return steps;
}
