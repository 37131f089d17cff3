import type { ChartAxis } from './chart-axis.ts';
import type { WorkoutProfile } from './workout-profile.ts';

/** Distances between ticks of a time axis, in seconds: 15 minutes read better than 1000 seconds. */
const CLOCK_STEPS_SECS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1200, 1800, 3600, 7200, 10_800, 21_600, 43_200];
const MAX_VALUE_TICKS = 4;
const MAX_LENGTH_TICKS = 6;

/** Up to four round values for the labels of an axis, the lowest first, without its bottom. */
export function getValueTicks({ bottom, top }: ChartAxis): number[] {
  const step = toRoundStep((top - bottom) / MAX_VALUE_TICKS);
  return multiples(step, top).filter(value => value > bottom);
}

/** Round lengths for the labels below a profile; none where lengths are estimated or only an order. */
export function getLengthTicks({ lengthUnit, length, isEstimated }: WorkoutProfile): number[] {
  if (isEstimated || lengthUnit === 'order') return [];
  const min = length / MAX_LENGTH_TICKS;
  const step = lengthUnit === 'time' ? CLOCK_STEPS_SECS.find(step => step >= min) : undefined;
  return multiples(step ?? toRoundStep(min), length);
}

/** The next number up that is 1, 2 or 5 times a power of ten. */
function toRoundStep(min: number): number {
  const power = 10 ** Math.floor(Math.log10(min));
  return ([1, 2, 5].find(factor => factor * power >= min) ?? 10) * power;
}

function multiples(step: number, last: number): number[] {
  const count = Math.floor(last / step + 1e-9);
  return Number.isFinite(count) ? Array.from({ length: count + 1 }, (_, n) => n * step) : [];
}
