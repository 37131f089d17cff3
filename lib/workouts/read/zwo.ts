import { present } from '../../files/present.ts';
import { XmlReader } from '../../files/xml.ts';
import { Problem } from '../../problem.ts';
import { MAX_STEPS } from './limits.ts';
import type { WorkoutFacts } from './read-workout.ts';
import { type Facts, type Measure, stepOf } from './zwo-step.ts';

/**
 * Zwift's workout file, in the dialects that people and programs write.
 * @throws {Problem} `broken-workout`, `not-a-workout` for any other XML
 */
export function readZwo(text: string): WorkoutFacts {
  const xml = new XmlReader(text);
  const head: Record<string, string> = {};
  const steps: Facts[] = [];
  const measure: Measure = { run: false, metres: false };
  let cues = 0;
  for (let event = xml.next(), depth = 0; event; event = xml.next()) {
    if (event === 'close') {
      depth -= 1;
      if (depth === 1 && xml.text) head[xml.name.toLowerCase()] = xml.text;
      continue;
    }
    depth += 1;
    const name = xml.name.toLowerCase();
    if (depth === 1 && name !== 'workout_file')
      throw new Problem('not-a-workout', { detail: `<${xml.name}>` });
    if (CUES.has(name)) {
      cues += 1;
      steps.at(-1)?.texts.push(messageOf(xml));
    } else if (depth === 3 && xml.parent.toLowerCase() === 'workout') {
      if (steps.length === MAX_STEPS)
        throw new Problem('broken-workout', { detail: `over ${MAX_STEPS} steps` });
      steps.push(factsOf(xml));
    }
  }
  measure.run = /^run/i.test(head.sporttype ?? '');
  measure.metres = /^dist/i.test(head.durationtype ?? '');
  return present({
    name: head.name,
    type: TYPES[head.sporttype?.toLowerCase() ?? ''],
    description: head.description,
    cues,
    steps: steps.flatMap(facts => stepOf(facts, measure)),
  });
}

const CUES = new Set(['textevent', 'textnotification']);

const TYPES: Readonly<Record<string, string>> = {
  bike: 'Ride',
  cycling: 'Ride',
  run: 'Run',
  running: 'Run',
  swim: 'Swim',
  row: 'Rowing',
};

const messageOf = (xml: XmlReader): string =>
  (xml.attribute('message') ?? xml.attribute('text') ?? '').trim();

/** The attributes are read now: a tag's are gone when the next one is reached. */
function factsOf(xml: XmlReader): Facts {
  const attributes: Record<string, string> = {};
  for (const name of ATTRIBUTES) {
    const value = xml.attribute(name) ?? xml.attribute(name.toLowerCase());
    if (value !== undefined) attributes[name] = value.trim();
  }
  return { element: xml.name, attributes, texts: [] };
}

const ATTRIBUTES = [
  'Duration',
  'Power',
  'PowerLow',
  'PowerHigh',
  'Cadence',
  'CadenceLow',
  'CadenceHigh',
  'Pace',
  'FlatRoad',
  'Repeat',
  'OnDuration',
  'OffDuration',
  'OnPower',
  'OffPower',
  'PowerOnLow',
  'PowerOnHigh',
  'PowerOffLow',
  'PowerOffHigh',
  'OnPowerLow',
  'OnPowerHigh',
  'OffPowerLow',
  'OffPowerHigh',
  'CadenceResting',
  'OverUnder',
] as const;
