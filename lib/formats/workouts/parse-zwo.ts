import { omitUndefined } from '../../platform/omit-undefined.ts';
import { Problem } from '../../platform/problem.ts';
import { XmlReader } from '../xml/xml-reader.ts';
import { hasLength, parseZwoStep, type ZwoElement, type ZwoUnits } from './parse-zwo-step.ts';
import type { WorkoutFacts } from './parsed-workout.ts';
import { MAX_WORKOUT_STEPS } from './workout-limits.ts';

/**
 * Zwift's workout file, in the dialects that people and programs write.
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
    if (depth === 1 && name !== 'workout_file')
      throw new Problem('not-a-workout', { detail: `<${xml.name}>` });
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
    steps: steps.flatMap(facts => parseZwoStep(facts, units)).filter(hasLength),
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

/** Some of Zwift's own workouts misspell it. */
const getMessage = ({ message, mssage, text }: ZwoElement['attributes']): string =>
  (message ?? mssage ?? text ?? '').trim();
