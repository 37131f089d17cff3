import { i18n } from '#i18n';
import { getPaceMetres } from '../../lib/formats/workouts/pace-units.ts';
import type { ValueSpan } from '../../lib/formats/workouts/step-target.ts';
import type { WorkoutDoc } from '../../lib/formats/workouts/workout-doc.ts';
import { formatNumber } from '../../lib/platform/format.ts';

const whole = new Intl.NumberFormat(undefined, { maximumFractionDigits: 0 });
const twoDigits = new Intl.NumberFormat(undefined, { minimumIntegerDigits: 2 });
const metre = createUnitFormat('meter', 0);
const kilometre = createUnitFormat('kilometer', 2);
const mile = createUnitFormat('mile', 2);
const yard = createUnitFormat('yard', 0);
const kilometrePerHour = createUnitFormat('kilometer-per-hour', 1);

const METRES_PER_MILE = 1609.344;
const METRES_PER_YARD = 0.9144;

/** "1 h 10 min", "1 min 30 s", "45 s": exact to the second, as steps are. */
export function formatExactDuration(seconds: number): string {
  const all = Math.round(seconds);
  const [h, m, s] = [Math.floor(all / 3600), Math.floor((all % 3600) / 60), all % 60];
  return [
    h > 0 && i18n.t('time.hours', { h: formatNumber(h) }),
    m > 0 && i18n.t('time.minutes', { m }),
    (s > 0 || all === 0) && i18n.t('time.seconds', { s }),
  ]
    .filter(part => typeof part === 'string')
    .join(' ');
}

/** "400 m", "1.5 km", "1 mi", "100 yd": in the units of the athlete's pace. */
export function formatLength(metres: number, { paceUnits = '' }: WorkoutDoc): string {
  if (paceUnits.endsWith('_MILE')) return mile.format(metres / METRES_PER_MILE);
  if (paceUnits.endsWith('Y')) return yard.format(metres / METRES_PER_YARD);
  return metres < 1000 ? metre.format(metres) : kilometre.format(metres / 1000);
}

/** "216–228", or "96 to 180" for a ramp. */
export const formatNumberSpan = (span: ValueSpan, moves = false): string =>
  formatSpan(span, moves, n => whole.format(n));

/** "5:20–5:00 /km", or a speed where the athlete uses no pace. */
export function formatPaceSpan(span: ValueSpan, units: string | undefined, moves = false): string {
  const metres = getPaceMetres(units);
  if (!metres) return formatSpan(span, moves, speed => kilometrePerHour.format(speed * 3.6));
  const text = formatSpan(span, moves, speed => formatMinutesSeconds(metres / speed));
  return i18n.t('profile.pace', {
    pace: text,
    per: PACE_UNIT_LABELS[metres] ?? formatLength(metres, {} as WorkoutDoc),
  });
}

const PACE_UNIT_LABELS: Record<number, string> = { 1000: 'km', [METRES_PER_MILE]: 'mi', 91.44: '100 yd' };

function formatSpan({ from, to }: ValueSpan, moves: boolean, format: (n: number) => string): string {
  const [first, last] = [format(from), format(to)];
  if (first === last) return first;
  return moves ? i18n.t('profile.moves', { from: first, to: last }) : `${first}–${last}`;
}

const formatMinutesSeconds = (seconds: number): string => {
  // A speed near 0 has no pace.
  if (!Number.isFinite(seconds)) return '–';
  const all = Math.round(seconds);
  return `${whole.format(Math.floor(all / 60))}:${twoDigits.format(all % 60)}`;
};

function createUnitFormat(unit: string, maximumFractionDigits: number): Intl.NumberFormat {
  return new Intl.NumberFormat(undefined, { style: 'unit', unit, maximumFractionDigits });
}
