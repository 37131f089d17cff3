import { endsOf, meanOf, type RangeJson, type StepJson } from './step.ts';
import { type Athletics, ftpOf } from './targets.ts';
import type { WholeDoc } from './workout-doc.ts';

/**
 * The training load of a workout, from its resolved and unrolled steps. The server's formula is not known:
 * these fit the samples, and what the author wrote about heart rate (normalised TRIMP, https://forum.intervals.icu/t/1163).
 */
export function loadOf(done: readonly StepJson[], doc: WholeDoc, athletics: Athletics): number | null {
  if (doc.duration === 0) return null;
  if (doc.target === 'HR') return heartRateLoad(done, athletics);
  return doc.target === 'PACE' ? paceLoad(doc, athletics) : powerLoad(done, doc.duration, athletics);
}

/** Hours times the square of NP to FTP. */
function powerLoad(done: readonly StepJson[], duration: number, athletics: Athletics): number | null {
  const ftp = ftpOf(athletics);
  if (ftp === undefined) return null;
  const fourth = sumOf(done, ({ _power, ramp }) => averageOf(_power, ramp, watts => watts ** 4)) / duration;
  return Math.trunc((duration / 3600) * (Math.sqrt(fourth) / ftp ** 2) * 100);
}

/** Hours times the square of mean to threshold speed; in the water the cube. */
function paceLoad({ duration, distance }: WholeDoc, { settings, type }: Athletics): number | null {
  if (settings.threshold_pace === undefined) return null;
  const effort = distance / duration / settings.threshold_pace;
  return Math.trunc((duration / 3600) * effort ** (/Swim/.test(type ?? '') ? 3 : 2) * 100);
}

/** TRIMP, as a part of that of an hour at threshold. */
function heartRateLoad(done: readonly StepJson[], { settings }: Athletics): number | null {
  const { lthr, max_hr: max } = settings;
  if (lthr === undefined || max === undefined) return null;
  const impulse = (bpm: number) => {
    const reserve = (bpm - RESTING_HR) / (max - RESTING_HR);
    return reserve * Math.exp(1.92 * reserve);
  };
  const whole = sumOf(done, ({ _hr, ramp }) => averageOf(_hr, ramp, impulse));
  return Math.trunc((whole / (3600 * impulse(lthr))) * 100);
}

/** Fits the only load by heart rate that was seen; the athlete's own value is not in that sample. */
const RESTING_HR = 50;

function sumOf(done: readonly StepJson[], effort: (step: StepJson) => number): number {
  return done.reduce((sum, step) => sum + effort(step) * (step.duration ?? 0), 0);
}

/** The mean of a function over a step: a ramp passes through all of its range. */
function averageOf(range: RangeJson | undefined, ramp: boolean | undefined, of: (value: number) => number): number {
  if (!range) return 0;
  if (!ramp) return of(meanOf(range));
  const { start, end } = endsOf(range);
  const parts = Array.from({ length: PARTS }, (_, part) => of(start + ((end - start) * (part + 0.5)) / PARTS));
  return parts.reduce((sum, value) => sum + value, 0) / PARTS;
}

const PARTS = 100;
