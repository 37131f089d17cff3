import type { Axis } from '../../lib/workouts/axis.ts';
import type { Profile } from '../../lib/workouts/profile.ts';

/** Steps of a clock, in seconds: people count in quarters of an hour, not in thousands of seconds. */
const CLOCK = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1200, 1800, 3600, 7200, 10_800, 21_600, 43_200];
const MOST_VALUES = 4;
const MOST_MARKS = 6;

/** Round values of an axis to write beside it, the lowest first; few, and never its very bottom. */
export function valueTicks({ bottom, top }: Axis): number[] {
  const step = roundStep((top - bottom) / MOST_VALUES);
  return multiples(step, top).filter(value => value > bottom);
}

/** Round lengths to write below a profile; none where lengths were guessed or mean nothing. */
export function lengthTicks({ along, length, guessed }: Profile): number[] {
  if (guessed || along === 'order') return [];
  const least = length / MOST_MARKS;
  const step = along === 'time' ? CLOCK.find(step => step >= least) : undefined;
  return multiples(step ?? roundStep(least), length);
}

/** 1, 2 or 5 times a power of ten, and no less. */
function roundStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  return ([1, 2, 5].find(factor => factor * power >= least) ?? 10) * power;
}

function multiples(step: number, last: number): number[] {
  const count = Math.floor(last / step + 1e-9);
  return Number.isFinite(count) ? Array.from({ length: count + 1 }, (_, n) => n * step) : [];
}
