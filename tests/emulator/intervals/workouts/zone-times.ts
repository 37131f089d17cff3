import { endsOf, meanOf, type StepJson } from './step.ts';
import { type Athletics, ftpOf, percentOfFtp } from './targets.ts';

/** The seconds that a workout spends in a zone; power zones have their limits, too. */
export interface ZoneTime {
  readonly id: string;
  readonly secs: number;
  readonly [key: string]: unknown;
}

/** How long the steps, resolved and unrolled, are in each zone of their target type. */
export function zoneTimesOf(
  done: readonly StepJson[],
  target: 'POWER' | 'HR' | 'PACE',
  athletics: Athletics,
): ZoneTime[] {
  const { settings } = athletics;
  if (target === 'POWER') return powerZoneTimes(done, athletics);
  const tops = (target === 'HR' ? settings.hr_zones : settings.pace_zones) ?? [];
  const threshold = settings.threshold_pace ?? 1;
  const values = done.flatMap(({ _hr, _pace, ramp, duration = 0 }) => {
    const range = target === 'HR' ? _hr : _pace;
    if (!range) return [];
    const seconds = secondsOf(range, ramp, duration);
    // The rounding error of a float; no zone is as narrow as that.
    return target === 'HR' ? seconds : seconds.map(speed => Math.round((speed / threshold) * 1e4) / 100);
  });
  return countIn(tops, values).map((secs, index) => ({ id: `Z${index + 1}`, secs }));
}

function powerZoneTimes(done: readonly StepJson[], athletics: Athletics): ZoneTime[] {
  const { power_zones: tops = [], sweet_spot_min: min = 84, sweet_spot_max: max = 97 } = athletics.settings;
  const ftp = ftpOf(athletics) ?? 0;
  const watts = (percent: number) => Math.trunc((percent * ftp) / 100);
  const values = done.flatMap(({ power, ramp, duration = 0 }) => {
    const percents = power && percentOfFtp(power, athletics);
    return percents ? secondsOf(percents, ramp, duration) : [];
  });
  const bounds = (from: number, to: number) => ({
    maxWatts: to === 999 ? 9999 : watts(to),
    minWatts: from,
  });
  const zones = countIn(tops, values).map((secs, index) => {
    const top = tops[index] ?? 999;
    const bottom = index === 0 ? 0 : (tops[index - 1] ?? 0) + 1;
    return {
      id: `Z${index + 1}`,
      max: top,
      name: `Z${index + 1}`,
      secs,
      zone: index + 1,
      color: COLORS[index] ?? '#504861',
      ...bounds(watts(bottom === 0 ? 0 : bottom - 1) + 1, top),
      percentRange: top === 999 ? `${bottom}% +` : `${bottom}% - ${top}%`,
    };
  });
  const secs = values.filter(percent => percent >= min && percent <= max).length;
  const sweetSpot = { id: 'SS', gap: true, max, min, name: 'Sweet Spot', secs, zone: 8, color: '#ffa00e' };
  return zones.length > 0
    ? [...zones, { ...sweetSpot, ...bounds(watts(min), max), percentRange: `${min}% - ${max}%` }]
    : [];
}

/** The value of each second: a ramp moves, everything else stays at its mean. */
function secondsOf(range: Parameters<typeof meanOf>[0], ramp: boolean | undefined, duration: number): number[] {
  const { start, end } = endsOf(range);
  const mean = meanOf(range);
  return Array.from({ length: duration }, (_, second) =>
    ramp ? start + ((end - start) * (second + 0.5)) / duration : mean,
  );
}

function countIn(tops: readonly number[], values: readonly number[]): number[] {
  const counts = tops.map(() => 0);
  for (const value of values) {
    const zone = tops.findIndex(top => value <= top);
    const index = zone === -1 ? tops.length - 1 : zone;
    if (index >= 0) counts[index] = (counts[index] ?? 0) + 1;
  }
  return counts;
}

const COLORS = ['#009e80', '#009e00', '#ffcb0e', '#ff7f0e', '#dd0447', '#6633cc', '#504861'];
