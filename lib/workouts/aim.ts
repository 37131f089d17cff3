import type { Goal, Range, Step, WorkoutDoc } from '../intervals/workout-doc.ts';
import { speedOf } from './pace.ts';
import { type Base, NO_TOP, topsOf, type Zone, zoneBounds, zoneNumber } from './zones.ts';

/** What a target is measured by. */
export type Measure = 'power' | 'hr' | 'pace';

/** From where to where. A ramp goes from the one to the other, anything else stays between; equal for a single value. */
export interface Span {
  from: number;
  to: number;
}

/** What a step asks for, in whatever can be known of it. */
export interface Aim {
  measure: Measure;
  /** Watts, bpm or m/s. */
  absolute?: Span;
  percent?: Span;
  /** What `percent` is of. */
  base: Base;
  /** Planned as a zone, by its number. */
  zone?: Zone;
  /** It has no upper end: `to` only says how high to draw it. */
  andMore?: true;
}

/** The target of a step: that of the workout's own kind where it has several. Undefined where it has none to speak of. */
export function aimOf(step: Step, doc: WorkoutDoc): Aim | undefined {
  if (step.freeride || step.maxeffort) return undefined;
  for (const measure of measuresFor(doc)) {
    const aim = readAim(measure, step, doc);
    if (aim) return aim;
  }
  return undefined;
}

/** A number that is one: finite, not negative, and small enough to be drawn beside others. */
export const sane = (n: number | undefined): number | undefined =>
  n !== undefined && Number.isFinite(n) && n >= 0 ? Math.min(n, 1e6) : undefined;

/** Watts, bpm or m/s at the athlete's threshold. */
export const thresholdOf = (measure: Measure, doc: WorkoutDoc): number | undefined =>
  sane({ power: doc.ftp, hr: doc.lthr, pace: doc.thresholdSpeed }[measure]) || undefined;

const measuresFor = ({ target }: WorkoutDoc): Measure[] => {
  const first = MEASURES.find(measure => measure.toUpperCase() === target);
  return first ? [first, ...MEASURES.filter(measure => measure !== first)] : MEASURES;
};

const MEASURES: Measure[] = ['power', 'hr', 'pace'];
const RESOLVED = { power: 'watts', hr: 'bpm', pace: 'speed' } as const;
const THRESHOLD: Record<Measure, Base> = { power: 'ftp', hr: 'lthr', pace: 'pace' };
const UNITS = new Map<string, Base>([
  ['%ftp', 'ftp'],
  ['%lthr', 'lthr'],
  ['%pace', 'pace'],
  ['%hr', 'max-hr'],
]);

/** The target of a step by one measure. */
export function readAim(measure: Measure, step: Step, doc: WorkoutDoc): Aim | undefined {
  const goal = step[measure];
  const units = goal?.units?.toLowerCase() ?? '';
  const planned = spanOf(goal);
  const isZone = units.endsWith('_zone');
  const ofThreshold = THRESHOLD[measure];
  const threshold = thresholdOf(measure, doc);

  const plannedBase = UNITS.get(units);
  const given = plannedBase && planned;
  const byZone = isZone && planned ? boundsOf(planned, topsOf(ofThreshold, doc)) : undefined;
  const ofOwnThreshold = plannedBase === ofThreshold ? given : undefined;
  const absolute =
    resolvedSpan(step[RESOLVED[measure]], goal, isZone) ??
    absoluteSpan(measure, units, planned) ??
    times(ofOwnThreshold ?? byZone, threshold && threshold / 100);
  const percent = ofOwnThreshold ?? times(absolute, threshold && 100 / threshold) ?? byZone ?? given;
  if (!absolute && !percent) return undefined;

  const aim = {
    measure,
    ...(absolute && { absolute: inOrder(absolute, step) }),
    ...(percent && { percent: inOrder(percent, step) }),
    base: (percent && percent === given && plannedBase) || ofThreshold,
    ...(isZone && planned && { zone: zoneNumber((planned.from + planned.to) / 2) }),
  };
  return percent && !step.ramp && percent.to >= NO_TOP ? cutOpenEnd(aim) : aim;
}

/** As planned: a single value stays one, though it is resolved with the range that devices want around it. */
function resolvedSpan(
  resolved: Range | undefined,
  goal: Goal | undefined,
  isZone: boolean,
): Span | undefined {
  const isSingle = !isZone && goal?.value !== undefined && goal.start === undefined;
  return (
    (isSingle ? spanOf({ ...resolved, start: undefined, end: undefined }) : undefined) ?? spanOf(resolved)
  );
}

function absoluteSpan(measure: Measure, units: string, planned: Span | undefined): Span | undefined {
  if (!planned) return undefined;
  if (measure !== 'pace') return units === ABSOLUTE[measure] ? planned : undefined;
  return saneSpan(speedOf(planned.from, units), speedOf(planned.to, units));
}

const ABSOLUTE = { power: 'w', hr: 'bpm' };

function boundsOf({ from, to }: Span, tops: number[]): Span {
  return zoneBounds(Math.min(from, to), Math.max(from, to), tops);
}

type Loose = { [Key in keyof Range]?: number | undefined };

/** A range as it is written, or a single value; undefined where it holds neither. */
export function spanOf(range: Loose | undefined): Span | undefined {
  const span = saneSpan(range?.start, range?.end);
  if (span) return span;
  const value = sane(range?.value) ?? sane(range?.start) ?? sane(range?.end);
  return value === undefined ? undefined : { from: value, to: value };
}

const times = (span: Span | undefined, factor: number | undefined): Span | undefined =>
  span && factor ? saneSpan(span.from * factor, span.to * factor) : undefined;

function saneSpan(start: number | undefined, end: number | undefined): Span | undefined {
  const [from, to] = [sane(start), sane(end)];
  return from === undefined || to === undefined ? undefined : { from, to };
}

const inOrder = ({ from, to }: Span, { ramp }: Step): Span =>
  ramp || from <= to ? { from, to } : { from: to, to: from };

/** A fifth above its lower end is enough to see that it goes on. */
const cutOpenEnd = (aim: Aim): Aim => ({
  ...aim,
  ...(aim.absolute && { absolute: cut(aim.absolute) }),
  ...(aim.percent && { percent: cut(aim.percent) }),
  andMore: true,
});

const cut = ({ from }: Span): Span => ({ from, to: from * 1.2 });
