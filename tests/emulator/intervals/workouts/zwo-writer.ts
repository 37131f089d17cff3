import { endsOf, meanOf, type RangeJson, type StepJson, unrolled } from './step.ts';
import { percentOfFtp } from './targets.ts';
import { plainText, textEventsOf } from './text-events.ts';
import type { WorkoutToWrite } from './workout-file.ts';

/** Zwift's XML: power as a fraction of FTP, speed as one of threshold speed; repeats of two plain steps stay repeats. */
export function zwoFile(workout: WorkoutToWrite): string {
  const { name, description, steps, athletics } = workout;
  const sport = /Run|Walk|Hike/.test(athletics.type ?? '') ? 'run' : 'bike';
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<workout_file>',
    '  <author>Intervals.icu</author>',
    `  <name>${escaped(name)}</name>`,
    `  <description>${escaped(description ?? '')}</description>`,
    `  <sportType>${sport}</sportType>`,
    '  <tags/>',
    '  <workout>',
    ...steps.flatMap(step => elementsOf(step, workout)).map(line => `    ${line}`),
    '  </workout>',
    '</workout_file>',
    '',
  ].join('\n');
}

function elementsOf(step: StepJson, workout: WorkoutToWrite): string[] {
  if (!step.steps) return [stepElement(step, workout)];
  return [intervals(step, workout) ?? unrolled([step]).map(inner => stepElement(inner, workout))].flat();
}

/** `IntervalsT`, which has two steady halves and no messages at their own times. */
function intervals({ steps = [], reps = 1 }: StepJson, workout: WorkoutToWrite): string | undefined {
  const [on, off, ...others] = steps;
  if (!on || !off || off.text || others.length > 0) return undefined;
  const [onPower, offPower] = [on, off].map(half => (isSteady(half) ? fractionsOf(half, workout) : undefined));
  if (!onPower || !offPower) return undefined;
  return element(
    'IntervalsT',
    {
      Repeat: reps,
      OnDuration: on.duration,
      OffDuration: off.duration,
      ...powerAttributes('On', onPower),
      ...powerAttributes('Off', offPower),
      ...(on.cadence && { Cadence: meanOf(on.cadence) }),
      ...(off.cadence && { CadenceResting: meanOf(off.cadence) }),
    },
    on.text ? [element('textevent', { message: plainText(on.text) })] : [],
  );
}

function isSteady({ steps, ramp, duration, freeride, maxeffort, text = '' }: StepJson): boolean {
  return !steps && !ramp && !freeride && !maxeffort && duration !== undefined && textEventsOf(text).length <= 1;
}

function stepElement(step: StepJson, workout: WorkoutToWrite): string {
  const { duration, cadence, text } = step;
  const fractions = fractionsOf(step, workout);
  const name = nameOf(step, fractions);
  const messages = text ? textEventsOf(text) : [];
  return element(
    name,
    {
      show_avg: 1,
      ...(fractions && (name === 'SteadyState' ? powerAttributes('', fractions) : rampAttributes(fractions))),
      ...(name === 'FreeRide' && { FlatRoad: 1 }),
      Duration: duration ?? 0,
      ...(cadence && { Cadence: meanOf(cadence) }),
    },
    messages.map(({ message, duration: shown, offset }) =>
      element('textevent', { message, duration: shown, timeoffset: offset }),
    ),
  );
}

function nameOf({ ramp, warmup, cooldown, freeride, maxeffort }: StepJson, fractions: RangeJson | undefined): string {
  if (maxeffort) return 'MaxEffort';
  if (freeride || !fractions) return 'FreeRide';
  if (!ramp) return 'SteadyState';
  if (warmup) return 'Warmup';
  return cooldown ? 'Cooldown' : 'Ramp';
}

function fractionsOf({ power, pace, _pace }: StepJson, { athletics }: WorkoutToWrite): RangeJson | undefined {
  const percent = power && percentOfFtp(power, athletics);
  if (percent) return fraction(percent, 100);
  const { threshold_pace: threshold } = athletics.settings;
  if (!_pace || threshold === undefined) return undefined;
  // A single pace stays single: the range around it is for watches.
  const { value } = _pace;
  return fraction(pace?.value !== undefined && value !== undefined ? { value } : _pace, threshold);
}

function fraction({ value, start, end }: RangeJson, whole: number): RangeJson {
  const part = (number: number) => Math.round((number / whole) * 10_000) / 10_000;
  return {
    ...(value !== undefined && { value: part(value) }),
    ...(start !== undefined && { start: part(start) }),
    ...(end !== undefined && { end: part(end) }),
  };
}

function powerAttributes(prefix: 'On' | 'Off' | '', range: RangeJson): Record<string, number> {
  const { start, end } = endsOf(range);
  if (start === end) return { [`${prefix}Power`]: start };
  return prefix === ''
    ? { PowerLow: start, PowerHigh: end }
    : { [`Power${prefix}Low`]: start, [`Power${prefix}High`]: end };
}

/** Zwift calls the first value of a ramp low and its last one high, whichever is greater. */
function rampAttributes(range: RangeJson): Record<string, number> {
  const { start, end } = endsOf(range);
  return { PowerLow: start, PowerHigh: end };
}

function element(
  name: string,
  attributes: Record<string, number | string | undefined>,
  children: readonly string[] = [],
): string {
  const written = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined ? [] : [` ${key}="${escaped(String(value))}"`],
  );
  const head = `<${name}${written.join('')}`;
  return children.length > 0 ? `${head}>${children.join('')}</${name}>` : `${head}/>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
