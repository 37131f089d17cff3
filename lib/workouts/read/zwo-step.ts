import { present } from '../../files/present.ts';
import type { Goal, Step } from '../../intervals/workout-doc.ts';
import { Problem } from '../../problem.ts';
import { MAX_REPEATS, MAX_STEP_SECS } from './limits.ts';

/** A step as its element says it. */
export interface Facts {
  element: string;
  attributes: Record<string, string>;
  texts: string[];
}

/** What numbers mean in this file. */
export interface Measure {
  /** Shares are of the runner's pace where the step names one. */
  run: boolean;
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
    case 'restday':
      return { ...single(facts, measure, 'Duration', undefined), freeride: true, ...present({ text }) };
    case 'maxeffort':
      return { ...single(facts, measure, 'Duration', undefined), maxeffort: true, ...present({ text }) };
    default:
      return [];
  }
}

function ramp(facts: Facts, measure: Measure): Step {
  const share = range(facts, 'PowerLow', 'PowerHigh') ?? steady(facts);
  return { ...single(facts, measure, 'Duration', share), ...(share && 'end' in share && { ramp: true }) };
}

function intervals(facts: Facts, measure: Measure): Step {
  const reps = numberIn(facts, 'Repeat') ?? 1;
  if (!Number.isInteger(reps) || reps < 1 || reps > MAX_REPEATS)
    throw new Problem('broken-workout', {
      detail: `${facts.element} with Repeat="${facts.attributes.Repeat}"`,
    });
  const on = single(facts, measure, 'OnDuration', shareOf(facts, 'On'));
  const off = single(facts, measure, 'OffDuration', shareOf(facts, 'Off'), 'CadenceResting');
  return { reps, steps: [on, { ...off, intensity: 'rest' }] };
}

const shareOf = (facts: Facts, side: 'On' | 'Off'): Share | undefined =>
  range(facts, `Power${side}Low`, `Power${side}High`) ??
  range(facts, `${side}PowerLow`, `${side}PowerHigh`) ??
  value(facts, `${side}Power`);

/** A share of the threshold: 0.75, or from 0.5 to 0.75. */
type Share = { value: number } | { start: number; end: number };

const steady = (facts: Facts): Share | undefined =>
  value(facts, 'Power') ?? range(facts, 'PowerLow', 'PowerHigh');

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
  { run, metres }: Measure,
  length: string,
  share: Share | undefined,
  cadenceName = 'Cadence',
): Step {
  const long = numberIn(facts, length);
  if (long === undefined)
    throw new Problem('broken-workout', { detail: `${facts.element} without ${length}` });
  if (long > MAX_STEP_SECS) throw new Problem('broken-workout', { detail: `${facts.element} of ${long} s` });
  const byPace = run && (metres || facts.attributes.Pace !== undefined);
  const cadence = value(facts, cadenceName) ?? range(facts, 'CadenceLow', 'CadenceHigh');
  return {
    ...(metres ? { distanceM: long } : { durationSecs: long }),
    ...(share && (byPace ? { pace: percent(share, '%pace') } : { power: percent(share, '%ftp') })),
    ...(cadence && { cadence: { ...cadence, units: 'rpm' } }),
  };
}

/** Shares as percent, without the dust that binary fractions leave. */
const percent = (share: Share, units: string): Goal => ({
  ...Object.fromEntries(Object.entries(share).map(([key, part]) => [key, Number((part * 100).toFixed(4))])),
  units,
});

/** @throws {Problem} `broken-workout` for what is no number, or a negative one */
function numberIn({ element, attributes }: Facts, name: string): number | undefined {
  const written = attributes[name];
  if (written === undefined || written === '') return undefined;
  const number = Number(written);
  if (Number.isFinite(number) && number >= 0) return number;
  throw new Problem('broken-workout', { detail: `${element} with ${name}="${written.slice(0, 20)}"` });
}
