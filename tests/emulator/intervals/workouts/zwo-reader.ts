import { readXml } from '../../recordings/xml.ts';
import type { ReadWorkout } from './read-workout.ts';
import type { StepJson, ValueJson } from './step.ts';
import { type TextEvent, textOf } from './text-events.ts';

/** Reads Zwift's XML. Its fractions become percents, its messages the text of the step. @throws {NotARecording} */
export function readZwo(bytes: Uint8Array): ReadWorkout {
  const facts: Record<string, string> = {};
  const elements: Element[] = [];
  let inWorkout = false;
  readXml(bytes, {
    open(name, attributes) {
      if (name === 'workout') inWorkout = true;
      else if (/^textevent$/i.test(name)) elements.at(-1)?.events.push(eventOf(attributes));
      else if (inWorkout) elements.push({ name, attributes, events: [] });
    },
    close(name, text, parent) {
      if (name === 'workout') inWorkout = false;
      if (parent === 'workout_file') facts[name] = text;
    },
  });
  const kind: Kind = {
    units: facts.sportType === 'run' ? '%pace' : '%ftp',
    measure: facts.durationType === 'distance' ? 'distance' : 'duration',
  };
  return {
    steps: elements.flatMap(element => stepsOf(element, kind)),
    ...(facts.name && { name: facts.name }),
    ...(facts.description && { description: facts.description }),
  };
}

interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly events: TextEvent[];
}

/** The unit of the file. */
interface Kind {
  readonly units: '%ftp' | '%pace';
  readonly measure: 'duration' | 'distance';
}

function stepsOf(element: Element, kind: Kind): StepJson[] {
  const { name, attributes, events } = element;
  if (name === 'IntervalsT') return intervals(element, kind);
  if (!NAMES.has(name)) return [];
  return [
    {
      ...(events.length > 0 && { text: textOf(events) }),
      [kind.measure]: numberIn(attributes, 'Duration') ?? 0,
      ...(name === 'Warmup' && { warmup: true }),
      ...(name === 'Cooldown' && { cooldown: true }),
      ...(name === 'FreeRide' && { freeride: true }),
      ...(name === 'MaxEffort' && { maxeffort: true }),
      ...(RAMPS.has(name) && { ramp: true }),
      ...target(kind, powerIn(attributes, 'Power', 'PowerLow', 'PowerHigh')),
      ...cadence(attributes, 'Cadence'),
    },
  ];
}

/** A repeat of two steps. With messages at their own times they are written out one by one, each with its messages. */
function intervals({ attributes, events }: Element, kind: Kind): StepJson[] {
  const half = (which: 'On' | 'Off', resting: string): StepJson => ({
    [kind.measure]: numberIn(attributes, `${which}Duration`) ?? 0,
    ...target(kind, powerIn(attributes, `${which}Power`, `Power${which}Low`, `Power${which}High`)),
    ...cadence(attributes, `Cadence${resting}`),
  });
  const [on, off] = [half('On', ''), half('Off', 'Resting')];
  const reps = numberIn(attributes, 'Repeat') ?? 1;
  const [first] = events;
  const whole = events.length === 1 && !first?.offset;
  if (whole || events.length === 0) {
    return [{ reps, steps: [{ ...(first && { text: first.message }), ...on }, off] }];
  }
  let start = 0;
  return Array.from({ length: reps }, () => [on, off])
    .flat()
    .map((step, index, all) => {
      const end = index === all.length - 1 ? Infinity : start + (step[kind.measure] ?? 0);
      const heard = events.filter(({ offset = 0 }) => offset >= start && offset < end);
      const from = start;
      start = end;
      if (heard.length === 0) return step;
      return {
        text: textOf(heard.map(event => ({ ...event, offset: (event.offset ?? 0) - from }))),
        ...step,
      };
    });
}

function eventOf(attributes: Readonly<Record<string, string>>): TextEvent {
  const offset = numberIn(attributes, 'timeoffset');
  const duration = numberIn(attributes, 'duration');
  return {
    message: attributes.message ?? '',
    ...(offset !== undefined && { offset }),
    ...(duration !== undefined && { duration }),
  };
}

function powerIn(attributes: Element['attributes'], one: string, low: string, high: string) {
  const value = numberIn(attributes, one);
  const [start, end] = [numberIn(attributes, low), numberIn(attributes, high)];
  if (start === undefined && end === undefined) return value === undefined ? undefined : { value: percent(value) };
  const from = percent(start ?? end ?? 0);
  const to = percent(end ?? start ?? 0);
  return from === to ? { value: from } : { start: from, end: to };
}

function target({ units }: Kind, range: Omit<ValueJson, 'units'> | undefined): Partial<StepJson> {
  return range ? { [units === '%pace' ? 'pace' : 'power']: { ...range, units } } : {};
}

function cadence(attributes: Element['attributes'], name: string): Partial<StepJson> {
  const range = numberIn(attributes, name);
  const [start, end] = [numberIn(attributes, `${name}Low`), numberIn(attributes, `${name}High`)];
  if (range !== undefined) return { cadence: { value: range, units: 'rpm' } };
  return start !== undefined && end !== undefined ? { cadence: { start, end, units: 'rpm' } } : {};
}

function numberIn(attributes: Element['attributes'], name: string): number | undefined {
  const value = Number.parseFloat(attributes[name] ?? '');
  return Number.isNaN(value) ? undefined : value;
}

function percent(fraction: number): number {
  return Math.round(fraction * 10_000) / 100;
}

const RAMPS = new Set(['Warmup', 'Cooldown', 'Ramp']);
const NAMES = new Set([...RAMPS, 'SteadyState', 'FreeRide', 'MaxEffort']);
