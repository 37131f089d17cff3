import { present } from '../../files/present.ts';
import type { Step } from '../../intervals/workout-doc.ts';
import { Problem } from '../../problem.ts';
import { MAX_STEP_SECS, MAX_STEPS } from './limits.ts';
import type { WorkoutFacts } from './read-workout.ts';

/** What the numbers of a course are. */
export type ErgUnit = '%ftp' | 'w';

/**
 * A course of minutes and watts (erg) or percent of FTP (mrc).
 * @throws {Problem} `broken-workout`
 */
export function readErg(text: string): WorkoutFacts & { unit: ErgUnit } {
  const { header, data, text: texts } = sectionsOf(text);
  const field = (name: string) => header.map(line => settingIn(line, name)).find(Boolean);
  const unit = unitIn(header);
  const ftp = Number(field('FTP'));
  return present({
    unit,
    name: field('FILE NAME')?.replace(/\.(mrc|erg)$/i, ''),
    type: 'Ride',
    description: field('DESCRIPTION'),
    cues: texts.length,
    steps: stepsBetween(data.filter(isPoint).map(pointOf), unit),
    ftp: ftp > 0 ? ftp : undefined,
  });
}

const settingIn = (line: string, name: string): string | undefined =>
  new RegExp(`^${name}\\s*=\\s*(.*)`, 'i').exec(line)?.[1];

/** @throws {Problem} `broken-workout` for what is measured in anything else, as courses of kilometres and grades are */
function unitIn(header: string[]): ErgUnit {
  for (const line of header) {
    const [, unit] = /^minutes\s+(watts|percent|%|ftp)/i.exec(line) ?? [];
    if (unit) return unit.toLowerCase() === 'watts' ? 'w' : '%ftp';
  }
  throw new Problem('broken-workout', { detail: 'no MINUTES WATTS and no MINUTES PERCENT' });
}

/** A row may also mark a lap, or be a comment. */
const isPoint = (line: string): boolean => !/^;|\blap\b/i.test(line);

/** Two bare columns, minutes of each step and percent of FTP, as TrainerDay writes them. Undefined for any other text. */
export function readColumns(text: string): { facts: WorkoutFacts; mrc: string } | undefined {
  const lines = linesOf(text);
  const isTable = lines.every(line => /^\d+([.,]\d+)?[\s;]+\d+([.,]\d+)?$/.test(line));
  if (lines.length === 0 || !isTable) return undefined;
  const points: Point[] = [];
  let minutes = 0;
  for (const [index, line] of lines.entries()) {
    const row = pointOf(line, index);
    points.push({ minutes, level: row.level }, { minutes: minutes + row.minutes, level: row.level });
    minutes += row.minutes;
  }
  const facts = { type: 'Ride', cues: 0, steps: stepsBetween(points, '%ftp') };
  return { facts, mrc: mrcOf(points) };
}

/** Intervals.icu knows no files without a header. */
const mrcOf = (points: Point[]): string =>
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

/** @throws {Problem} `broken-workout` where the data does not end: nobody knows how long it was */
function sectionsOf(text: string): Record<'header' | 'data' | 'text', string[]> {
  const sections = { header: [] as string[], data: [] as string[], text: [] as string[] };
  let into: string[] | undefined;
  for (const line of linesOf(text)) {
    if (/^\[.*\]$/.test(line)) {
      const [, name] = /^\[course (header|data|text)\]$/i.exec(line) ?? [];
      into = name ? sections[name.toLowerCase() as keyof typeof sections] : undefined;
    } else into?.push(line);
  }
  if (into === sections.data) throw new Problem('broken-workout', { detail: 'no [END COURSE DATA]' });
  return sections;
}

const linesOf = (text: string): string[] =>
  text
    .split(/\r\n|\r|\n/)
    .map(line => line.trim())
    .filter(Boolean);

function pointOf(line: string, index: number): Point {
  const [minutes = Number.NaN, level = Number.NaN] = line
    .split(/[\s;]+/)
    .map(number => Number(number.replace(',', '.').replace(/%$/, '')));
  if (minutes >= 0 && level >= 0) return { minutes, level };
  throw new Problem('broken-workout', { detail: `row ${index + 1}: ${line.slice(0, 40)}` });
}

/** Two points of one moment are a jump; between any others the level goes in a straight line. */
function stepsBetween(points: Point[], units: ErgUnit): Step[] {
  if (points.length > MAX_STEPS) throw new Problem('broken-workout', { detail: `over ${MAX_STEPS} rows` });
  const steps: Step[] = [];
  for (const [index, to] of points.entries()) {
    const from = points[index - 1];
    if (!from || to.minutes === from.minutes) continue;
    // The clock is rounded to hundredths of a minute, so seconds are rounded where it stands, not where a step ends.
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
