import { present } from '../../files/present.ts';
import type { Goal, Step } from '../../intervals/workout-doc.ts';
import { Problem } from '../../problem.ts';
import { MAX_PERCENT, MAX_REPEATS, MAX_STEP_SECS } from './limits.ts';

/** A step as its element says it. */
export interface Facts {
  element: string;
  /** By their names in lower case. */
  attributes: Record<string, string>;
  texts: string[];
}

/** What numbers mean in this file. */
export interface Measure {
  run: boolean;
  /** The shares of a run are of the runner's pace; where they need not be, a step may name one all the same. */
  pace: boolean;
  /** Lengths are metres. */
  metres: boolean;
}

/** The step of an element; none for an element that is no step. @throws {Problem} `broken-workout` */
export function stepOf(facts: Facts, measure: Measure): Step | [] {
  const { element, texts } = facts;
  const text = texts.filter(Boolean).join(' · ') || undefined;
  switch (element.toLowerCase()) {
    case 'steadystate':
    case 'solidstate':
      return { ...single(facts, measure, 'Duration', steady(facts)), ...present({ text }) };
    case 'warmup':
      return { ...ramp(facts, measure), warmup: true, ...present({ text }) };
    case 'cooldown':
      return { ...ramp(facts, measure), cooldown: true, ...present({ text }) };
    case 'ramp':
      return { ...ramp(facts, measure), ...present({ text }) };
    case 'intervalst':
      return { ...intervals(facts, measure), ...present({ text }) };
    case 'freeride':
      return { ...single(facts, measure, 'Duration', undefined), freeride: true, ...present({ text }) };
    case 'maxeffort':
      return { ...single(facts, measure, 'Duration', undefined), maxeffort: true, ...present({ text }) };
    default:
      return noStep(facts);
  }
}

/** Events of the game and days of rest are none. @throws {Problem} `broken-workout` for what was meant to be ridden */
function noStep({ element, attributes }: Facts): [] {
  if (attributes.duration === undefined || /event$/i.test(element)) return [];
  throw new Problem('broken-workout', { detail: `no step of Zwift: ${element}` });
}

/** A rest of no seconds is how many programs write that there is none; Zwift passes over it. */
export const takesTime = ({ durationSecs, distanceM, steps }: Step): boolean =>
  steps ? steps.length > 0 : durationSecs !== 0 && distanceM !== 0;

function ramp(facts: Facts, measure: Measure): Step {
  const aim = range(facts, 'PowerLow', 'PowerHigh') ?? steady(facts);
  return { ...single(facts, measure, 'Duration', aim), ...(aim && 'end' in aim && { ramp: true }) };
}

function intervals(facts: Facts, measure: Measure): Step {
  const reps = numberIn(facts, 'Repeat') ?? 1;
  if (!Number.isInteger(reps) || reps < 1 || reps > MAX_REPEATS)
    throw new Problem('broken-workout', {
      detail: `${facts.element} with Repeat="${facts.attributes.repeat}"`,
    });
  const on = single(facts, measure, 'OnDuration', aimOf(facts, 'On'));
  const off = single(facts, measure, 'OffDuration', aimOf(facts, 'Off'), 'CadenceResting');
  return { reps, steps: [on, { ...off, intensity: 'rest' }].filter(takesTime) };
}

const aimOf = (facts: Facts, side: 'On' | 'Off'): Aim | undefined =>
  range(facts, `Power${side}Low`, `Power${side}High`) ??
  range(facts, `${side}PowerLow`, `${side}PowerHigh`) ??
  value(facts, `${side}Power`) ??
  zone(facts, `Power${side}Zone`);

/** A share of the threshold: 0.75, or from 0.5 to 0.75. */
type Share = { value: number } | { start: number; end: number };

type Aim = Share | { zone: number };

const steady = (facts: Facts): Aim | undefined =>
  value(facts, 'Power') ?? range(facts, 'PowerLow', 'PowerHigh') ?? zone(facts, 'Zone');

function zone(facts: Facts, name: string): Aim | undefined {
  const number = numberIn(facts, name);
  return number === undefined ? undefined : { zone: number };
}

function value(facts: Facts, name: string): Share | undefined {
  const share = numberIn(facts, name);
  return share === undefined ? undefined : { value: share };
}

function range(facts: Facts, low: string, high: string): Share | undefined {
  const start = numberIn(facts, low);
  const end = numberIn(facts, high);
  if (start === undefined || end === undefined || start === end) {
    const only = start ?? end;
    return only === undefined ? undefined : { value: only };
  }
  return { start, end };
}

function single(
  facts: Facts,
  { run, metres, pace }: Measure,
  length: string,
  aim: Aim | undefined,
  cadenceName = 'Cadence',
): Step {
  const long = numberIn(facts, length);
  if (long === undefined)
    throw new Problem('broken-workout', { detail: `${facts.element} without ${length}` });
  if (long > MAX_STEP_SECS) throw new Problem('broken-workout', { detail: `${facts.element} of ${long} s` });
  const cadence = value(facts, cadenceName) ?? range(facts, `${cadenceName}Low`, `${cadenceName}High`);
  const byPace = run && (pace || facts.attributes.pace !== undefined);
  return {
    ...(metres ? { distanceM: withoutDust(long) } : { durationSecs: withoutDust(long) }),
    ...(aim && { [byPace ? 'pace' : 'power']: goalOf(facts, aim, byPace) }),
    ...(cadence && !isNone(cadence) && { cadence: { ...cadence, units: 'rpm' } }),
  };
}

const isNone = (cadence: Share): boolean => 'value' in cadence && cadence.value === 0;

function goalOf(facts: Facts, aim: Aim, byPace: boolean): Goal {
  if ('zone' in aim) return { value: aim.zone, units: byPace ? 'pace_zone' : 'power_zone' };
  const percents = Object.entries(aim).map(([key, share]) => [key, percentOf(facts, share)]);
  return { ...Object.fromEntries(percents), units: byPace ? '%pace' : '%ftp' };
}

/** @throws {Problem} `broken-workout` for what was percent already */
function percentOf({ element }: Facts, share: number): number {
  const percent = withoutDust(share * 100);
  if (percent <= MAX_PERCENT) return percent;
  throw new Problem('broken-workout', { detail: `${element} of ${percent} %` });
}

/** Zwift writes what it keeps in binary fractions: 60.000004 seconds. */
const withoutDust = (number: number): number => Number(number.toFixed(4));

/** @throws {Problem} `broken-workout` for what is no number, or a negative one */
function numberIn({ element, attributes }: Facts, name: string): number | undefined {
  const written = attributes[name.toLowerCase()]?.trim();
  if (!written) return undefined;
  const number = Number(written);
  if (Number.isFinite(number) && number >= 0) return number;
  throw new Problem('broken-workout', { detail: `${element} with ${name}="${written.slice(0, 20)}"` });
}
