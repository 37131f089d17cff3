import { endsOf, meanOf, type RangeJson, type StepJson, unrolled } from './step.ts';
import { ftpOf, percentOfFtp } from './targets.ts';
import { plainText } from './text-events.ts';
import type { WorkoutToWrite } from './workout-file.ts';

/** The text format of old ergometers: minutes and percent of FTP (mrc) or watts (erg), two lines for each step. */
export function courseFile({ name, description, steps, athletics }: WorkoutToWrite, format: 'mrc' | 'erg'): string {
  const ftp = ftpOf(athletics) ?? 0;
  const points: string[] = [];
  const texts: string[] = [];
  let seconds = 0;
  for (const step of unrolled(steps)) {
    const { start, end } = levelsOf(step, percentsOf(step));
    const level = (percent: number) =>
      (format === 'mrc' ? percent : (percent * ftp) / 100).toFixed(format === 'mrc' ? 1 : 0);
    const duration = step.duration ?? 0;
    points.push(`${minutes(seconds)}\t${level(start)}`, `${minutes(seconds + duration)}\t${level(end)}`);
    if (step.text) texts.push(`${seconds}\t${plainText(step.text)}\t10`);
    seconds += duration;
  }
  return lines([
    '[COURSE HEADER]',
    'VERSION = 2',
    'UNITS = ENGLISH',
    `DESCRIPTION = ${(description ?? '').replaceAll(/\s+/g, ' ').trim()}`,
    `FILE NAME = ${name}`,
    ...(format === 'erg' ? [`FTP = ${ftp}`] : []),
    `MINUTES ${format === 'mrc' ? 'PERCENT' : 'WATTS'}`,
    '[END COURSE HEADER]',
    '[COURSE DATA]',
    ...points,
    '[END COURSE DATA]',
    ...(texts.length > 0 ? ['[COURSE TEXT]', ...texts, '[END COURSE TEXT]'] : []),
  ]);

  function percentsOf({ power }: StepJson): RangeJson | undefined {
    return power && percentOfFtp(power, athletics);
  }
}

/** A ramp goes from its start to its end, everything else stays at its mean. Steps without a target are written as 50%. */
function levelsOf({ ramp }: StepJson, percents: RangeJson | undefined): { start: number; end: number } {
  if (!percents) return { start: 50, end: 50 };
  return ramp ? endsOf(percents) : { start: meanOf(percents), end: meanOf(percents) };
}

function minutes(seconds: number): string {
  return (seconds / 60).toFixed(2);
}

function lines(all: readonly string[]): string {
  return `${all.join('\r\n')}\r\n`;
}
