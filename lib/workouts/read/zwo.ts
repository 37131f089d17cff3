import { present } from '../../files/present.ts';
import { XmlReader } from '../../files/xml.ts';
import { Problem } from '../../problem.ts';
import { MAX_STEPS } from './limits.ts';
import type { WorkoutFacts } from './read-workout.ts';
import { type Facts, type Measure, stepOf, takesTime } from './zwo-step.ts';

/**
 * Zwift's workout file, in the dialects that people and programs write.
 * @throws {Problem} `broken-workout`, `not-a-workout` for any other XML
 */
export function readZwo(text: string): WorkoutFacts {
  const xml = new XmlReader(text);
  const head: Record<string, string> = {};
  const steps: Facts[] = [];
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
      steps.at(-1)?.texts.push(messageOf(xml.attributes));
    } else if (depth === 3 && xml.parent.toLowerCase() === 'workout') {
      if (steps.length === MAX_STEPS)
        throw new Problem('broken-workout', { detail: `over ${MAX_STEPS} steps` });
      steps.push({ element: xml.name, attributes: xml.attributes, texts: [] });
    }
  }
  const metres = /^dist/i.test(head.durationtype ?? '');
  const measure: Measure = {
    run: /^run/i.test(head.sporttype ?? ''),
    metres,
    pace: metres || head.thresholdsecperkm !== undefined,
  };
  return present({
    name: head.name,
    type: TYPES[head.sporttype?.toLowerCase() ?? ''],
    description: head.description,
    cues,
    steps: steps.flatMap(facts => stepOf(facts, measure)).filter(takesTime),
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

/** Some of Zwift's own workouts misspell it. */
const messageOf = ({ message, mssage, text }: Facts['attributes']): string =>
  (message ?? mssage ?? text ?? '').trim();
