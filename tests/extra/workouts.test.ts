import { describe, expect, test } from 'vitest';
import { parseWorkout } from '../../lib/formats/workouts/parse-workout.ts';
import { validateWorkoutFile } from '../../lib/formats/workouts/validate-workout-file.ts';
import { WORKOUT_FORMATS } from '../../lib/formats/workouts/workout-format.ts';
import { getRefusalKind } from '../support/zwo-file.ts';
import { extraFixture, extraFixtures } from './extra-files.ts';

const names = extraFixtures('zwo');
const fileOf = (path: string): File => new File([extraFixture(path)], path.replace(/.*\//, ''));

describe('the extra workouts', () => {
  test.each(names.filter(name => /broken/.test(name)))('include %s, which is refused', async name => {
    expect(await getRefusalKind(fileOf(`zwo/${name}`))).toBe('broken-workout');
  });

  test.each(names.filter(name => name.endsWith('.zwo') && !/broken/.test(name)))(
    'include %s, which is as long as its elements say',
    async name => {
      const { doc, cueCount } = await parseWorkout(fileOf(`zwo/${name}`));
      const text = await fileOf(`zwo/${name}`).text();

      expect(doc.durationSecs).toBe(secsIn(text));
      expect(cueCount).toBe(text.match(/<textevent/g)?.length ?? 0);
    },
  );

  test.each(names.filter(name => /\.(mrc|erg|txt)$/.test(name) && !/broken/.test(name)))(
    'include %s, which is as long as its last minute',
    async name => {
      const { doc } = await parseWorkout(fileOf(`zwo/${name}`));

      expect(doc.durationSecs).toBe(name.endsWith('.txt') ? 3300 : 1020);
    },
  );

  test('include a FIT workout of TrainingPeaks, which is read', async () => {
    const { name, type, doc } = await parseWorkout(fileOf('fit/trainingpeaks-mcp__2026-03-11-plan.fit'));

    expect({ name, type, secs: doc.durationSecs, steps: doc.steps.length }).toMatchInlineSnapshot(`
      {
        "name": "VO2max intervals",
        "secs": undefined,
        "steps": 10,
        "type": "Ride",
      }
    `);
  });

  test('include a FIT workout of another TrainingPeaks, which is read', async () => {
    const { name, type, doc } = await parseWorkout(fileOf('fit/fitfileparser__2023-01-13_heartratef.fit'));

    expect({ name, type, secs: doc.durationSecs, steps: doc.steps.length }).toMatchInlineSnapshot(`
      {
        "name": "heart rate for duration",
        "secs": undefined,
        "steps": 2,
        "type": "Ride",
      }
    `);
  });
});

describe('the file of a calendar event', () => {
  const files = names.flatMap(name => {
    const format = WORKOUT_FORMATS.find(ending => name.endsWith(`.${ending}`));
    return format ? { name, format } : [];
  });
  const check = ({ name, format }: (typeof files)[number]) =>
    validateWorkoutFile({ base64: Buffer.from(extraFixture(`zwo/${name}`)).toString('base64') }, format);

  test.each(files.filter(({ name }) => !/broken/.test(name)))('can be $name', async file => {
    await expect(check(file)).resolves.toBeDefined();
  });

  test.each(files.filter(({ name }) => /broken/.test(name)))('cannot be $name', async file => {
    await expect(check(file)).rejects.toMatchObject({ kind: 'bad-workout-file' });
  });
});

/** The sum of all attributes that are lengths: another way to count than the reader's. */
function secsIn(text: string): number {
  const all = (pattern: RegExp, within: string) => [...within.matchAll(pattern)].map(match => Number(match[1]));
  const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);
  const repeats = [...text.matchAll(/<IntervalsT[^>]*>/g)].map(
    ([tag]) => sum(all(/Repeat="(\d+)"/g, tag)) * sum(all(/(?:On|Off)Duration="(\d+)"/g, tag)),
  );
  return sum(all(/\sDuration="(\d+)"/g, text)) + sum(repeats);
}
