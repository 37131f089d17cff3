import type { ReadWorkout } from './read-workout.ts';
import type { StepJson } from './step.ts';

/** Reads an mrc or erg course: a step between every two of its points, with percents of FTP or watts. */
export function readCourse(text: string): ReadWorkout {
  const header = partOf(text, 'COURSE HEADER');
  const fact = (name: string) => new RegExp(`^${name}\\s*=\\s*(.+)$`, 'mi').exec(header)?.[1]?.trim();
  const units = /^MINUTES\s+WATTS/im.test(header) ? 'w' : '%ftp';
  const points = rowsOf(partOf(text, 'COURSE DATA')).map(([minutes = 0, level = 0]) => ({
    seconds: Math.round(minutes * 60),
    level,
  }));
  const steps: StepJson[] = [];
  const starts: number[] = [];
  for (const [index, { seconds, level }] of points.entries()) {
    const next = points[index + 1];
    if (!next || next.seconds <= seconds) continue;
    starts.push(seconds);
    const ramp = next.level !== level;
    const power = ramp ? { start: level, end: next.level, units } : { value: level, units };
    steps.push({ duration: next.seconds - seconds, ...(ramp && { ramp }), power });
  }
  for (const [, seconds = '', message = ''] of partOf(text, 'COURSE TEXT').matchAll(/^(\d+)\t(.+?)\t\d+\s*$/gm)) {
    const step = steps[starts.findLastIndex(start => start <= Number(seconds))];
    if (step) step.text = message;
  }
  const [name, description] = [fact('FILE NAME'), fact('DESCRIPTION')];
  return { steps, ...(name && { name }), ...(description && { description }) };
}

function partOf(text: string, name: string): string {
  return new RegExp(`\\[${name}\\]([^]*?)\\[END ${name}\\]`, 'i').exec(text)?.[1] ?? '';
}

/** Rows of two numbers; laps and other words are skipped. */
function rowsOf(data: string): number[][] {
  return data
    .split('\n')
    .map(line => line.trim().split(/\s+/).map(Number))
    .filter(row => row.length === 2 && !row.some(Number.isNaN));
}
