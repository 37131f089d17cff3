import { omitUndefined } from '../../platform/omit-undefined.ts';
import { Problem } from '../../platform/problem.ts';
import { XmlReader } from '../xml/xml-reader.ts';
import type { WorkoutFacts } from './parsed-workout.ts';
import type { PlannedTarget, WorkoutStep } from './workout-doc.ts';
import { MAX_REPEATS, MAX_STEP_SECS, MAX_TARGET_PERCENT, MAX_WORKOUT_STEPS } from './workout-limits.ts';

/**
 * Zwift's workout file, also in the variants of other programs.
 * @throws {Problem} `broken-workout`, `not-a-workout` for any other XML
 */
export function parseZwo(text: string): WorkoutFacts {
  const xml = new XmlReader(text);
  const head: Record<string, string> = {};
  const steps: ZwoElement[] = [];
  let cueCount = 0;
  for (let event = xml.next(), depth = 0; event; event = xml.next()) {
    if (event === 'close') {
      depth -= 1;
      if (depth === 1 && xml.text) head[xml.name.toLowerCase()] = xml.text;
      continue;
    }
    depth += 1;
    const name = xml.name.toLowerCase();
    if (depth === 1 && name !== 'workout_file') throw new Problem('not-a-workout', { detail: `<${xml.name}>` });
    if (CUE_TAGS.has(name)) {
      cueCount += 1;
      steps.at(-1)?.texts.push(getMessage(xml.attributes));
    } else if (depth === 3 && xml.parent.toLowerCase() === 'workout') {
      if (steps.length === MAX_WORKOUT_STEPS)
        throw new Problem('broken-workout', { detail: `over ${MAX_WORKOUT_STEPS} steps` });
      steps.push({ tag: xml.name, attributes: xml.attributes, texts: [] });
    }
  }
  const inMetres = /^dist/i.test(head.durationtype ?? '');
  const units: ZwoUnits = {
    isRun: /^run/i.test(head.sporttype ?? ''),
    inMetres,
    usesPace: inMetres || head.thresholdsecperkm !== undefined,
  };
  return omitUndefined({
    name: head.name,
    type: TYPE_BY_SPORT[head.sporttype?.toLowerCase() ?? ''],
    description: head.description,
    cueCount,
    steps: steps.flatMap(element => parseZwoStep(element, units)).filter(hasLength),
  });
}

const CUE_TAGS = new Set(['textevent', 'textnotification']);

const TYPE_BY_SPORT: Readonly<Record<string, string>> = {
  bike: 'Ride',
  cycling: 'Ride',
  run: 'Run',
  running: 'Run',
  swim: 'Swim',
  row: 'Rowing',
};

/** Some of Zwift's own workouts spell it "mssage". */
const getMessage = ({ message, mssage, text }: ZwoElement['attributes']): string =>
  (message ?? mssage ?? text ?? '').trim();

/** An element below `<workout>`. */
interface ZwoElement {
  tag: string;
  /** By name in lower case. */
  attributes: Record<string, string>;
  texts: string[];
}

/** What the numbers of this file mean. */
interface ZwoUnits {
  isRun: boolean;
  /** Targets of a run are shares of the threshold pace. Where this is false, a step with a `pace` attribute still has them. */
  usesPace: boolean;
  /** Lengths are metres. */
  inMetres: boolean;
}

/** The step of an element; `[]` for an element that is not a step. @throws {Problem} `broken-workout` */
function parseZwoStep(element: ZwoElement, units: ZwoUnits): WorkoutStep | [] {
  const { tag, texts } = element;
  const text = texts.filter(Boolean).join(' · ') || undefined;
  switch (tag.toLowerCase()) {
    case 'steadystate':
    case 'solidstate':
      return { ...toStep(element, units, 'Duration', readSteadyTarget(element)), ...omitUndefined({ text }) };
    case 'warmup':
      return { ...toRamp(element, units), warmup: true, ...omitUndefined({ text }) };
    case 'cooldown':
      return { ...toRamp(element, units, 'down'), cooldown: true, ...omitUndefined({ text }) };
    case 'ramp':
      return { ...toRamp(element, units), ...omitUndefined({ text }) };
    case 'intervalst':
      return { ...toRepeat(element, units), ...omitUndefined({ text }) };
    case 'freeride':
      return { ...toStep(element, units, 'Duration', undefined), freeride: true, ...omitUndefined({ text }) };
    case 'maxeffort':
      return {
        ...toStep(element, units, 'Duration', undefined),
        maxeffort: true,
        ...omitUndefined({ text }),
      };
    default:
      return ignoreOrReject(element);
  }
}

/** Ignores the game's events and rest days. @throws {Problem} `broken-workout` for an unknown element with a duration */
function ignoreOrReject({ tag, attributes }: ZwoElement): [] {
  if (attributes.duration === undefined || /event$/i.test(tag)) return [];
  throw new Problem('broken-workout', { detail: `no step of Zwift: ${tag}` });
}

/** Many programs write a rest of 0 seconds where there is none; Zwift skips it. */
const hasLength = ({ durationSecs, distanceM, steps }: WorkoutStep): boolean =>
  steps ? steps.length > 0 : durationSecs !== 0 && distanceM !== 0;

/**
 * A cool-down falls, also where its lower value is written as the first: so does Zwift's own picture of it
 * (https://github.com/GoldenCheetah/GoldenCheetah/pull/4711, read 2026-11).
 */
function toRamp(element: ZwoElement, units: ZwoUnits, direction?: 'down'): WorkoutStep {
  const written = readShareRange(element, 'PowerLow', 'PowerHigh') ?? readSteadyTarget(element);
  const isTurned = direction === 'down' && written && 'end' in written && written.start < written.end;
  const target = isTurned ? { start: written.end, end: written.start } : written;
  return { ...toStep(element, units, 'Duration', target), ...(target && 'end' in target && { ramp: true }) };
}

function toRepeat(element: ZwoElement, units: ZwoUnits): WorkoutStep {
  const reps = readNumber(element, 'Repeat') ?? 1;
  if (!Number.isInteger(reps) || reps < 1 || reps > MAX_REPEATS)
    throw new Problem('broken-workout', {
      detail: `${element.tag} with Repeat="${element.attributes.repeat}"`,
    });
  const on = toStep(element, units, 'OnDuration', readIntervalTarget(element, 'On'));
  const off = toStep(element, units, 'OffDuration', readIntervalTarget(element, 'Off'), 'CadenceResting');
  return { reps, steps: [on, { ...off, intensity: 'rest' }].filter(hasLength) };
}

const readIntervalTarget = (element: ZwoElement, side: 'On' | 'Off'): ZwoTarget | undefined =>
  readShareRange(element, `Power${side}Low`, `Power${side}High`) ??
  readShareRange(element, `${side}PowerLow`, `${side}PowerHigh`) ??
  readShare(element, `${side}Power`) ??
  readZone(element, `Power${side}Zone`);

/** A share of the threshold: 0.75, or from 0.5 to 0.75. */
type ThresholdShare = { value: number } | { start: number; end: number };

type ZwoTarget = ThresholdShare | { zone: number };

const readSteadyTarget = (element: ZwoElement): ZwoTarget | undefined =>
  readShare(element, 'Power') ?? readShareRange(element, 'PowerLow', 'PowerHigh') ?? readZone(element, 'Zone');

function readZone(element: ZwoElement, name: string): ZwoTarget | undefined {
  const number = readNumber(element, name);
  return number === undefined ? undefined : { zone: number };
}

function readShare(element: ZwoElement, name: string): ThresholdShare | undefined {
  const share = readNumber(element, name);
  return share === undefined ? undefined : { value: share };
}

function readShareRange(element: ZwoElement, low: string, high: string): ThresholdShare | undefined {
  const start = readNumber(element, low);
  const end = readNumber(element, high);
  if (start === undefined || end === undefined || start === end) {
    const only = start ?? end;
    return only === undefined ? undefined : { value: only };
  }
  return { start, end };
}

function toStep(
  element: ZwoElement,
  { isRun, inMetres, usesPace }: ZwoUnits,
  lengthName: string,
  target: ZwoTarget | undefined,
  cadenceName = 'Cadence',
): WorkoutStep {
  const length = readNumber(element, lengthName);
  if (length === undefined) throw new Problem('broken-workout', { detail: `${element.tag} without ${lengthName}` });
  if (length > MAX_STEP_SECS) throw new Problem('broken-workout', { detail: `${element.tag} of ${length} s` });
  const cadence = readShare(element, cadenceName) ?? readShareRange(element, `${cadenceName}Low`, `${cadenceName}High`);
  const byPace = isRun && (usesPace || element.attributes.pace !== undefined);
  return {
    ...(inMetres ? { distanceM: roundOff(length) } : { durationSecs: roundOff(length) }),
    ...(target && { [byPace ? 'pace' : 'power']: toPlannedTarget(element, target, byPace) }),
    ...(cadence && !isZero(cadence) && { cadence: { ...cadence, units: 'rpm' } }),
  };
}

const isZero = (cadence: ThresholdShare): boolean => 'value' in cadence && cadence.value === 0;

function toPlannedTarget(element: ZwoElement, target: ZwoTarget, byPace: boolean): PlannedTarget {
  if ('zone' in target) return { value: target.zone, units: byPace ? 'pace_zone' : 'power_zone' };
  const percents = Object.entries(target).map(([key, share]) => [key, toPercent(element, share)]);
  return { ...Object.fromEntries(percents), units: byPace ? '%pace' : '%ftp' };
}

/** @throws {Problem} `broken-workout` for 75 where 0.75 is meant */
function toPercent({ tag }: ZwoElement, share: number): number {
  const percent = roundOff(share * 100);
  if (percent <= MAX_TARGET_PERCENT) return percent;
  throw new Problem('broken-workout', { detail: `${tag} of ${percent} %` });
}

/** Zwift writes 32-bit floats: 60.000004 seconds. */
const roundOff = (number: number): number => Number(number.toFixed(4));

/** @throws {Problem} `broken-workout` for text that is not a number, and for negative numbers */
function readNumber({ tag, attributes }: ZwoElement, name: string): number | undefined {
  const written = attributes[name.toLowerCase()]?.trim();
  if (!written) return undefined;
  const number = Number(written);
  if (Number.isFinite(number) && number >= 0) return number;
  throw new Problem('broken-workout', { detail: `${tag} with ${name}="${written.slice(0, 20)}"` });
}
