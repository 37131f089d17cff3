import { describe, expect, test } from 'vitest';
import { parseWorkout } from '../../../../lib/formats/workouts/parse-workout.ts';
import type { WorkoutStep } from '../../../../lib/formats/workouts/workout-doc.ts';
import { type FitField, FitWriter } from '../../../fixtures/fit-writer.ts';
import { fitFile, fitFileOfType, fitWorkoutFile, gpxFile, tcxFile } from '../../../fixtures/recordings.ts';
import { getRefusalKind } from '../../../support/zwo-file.ts';

/** A FIT workout of these `workout_step` messages, given without their index. */
function makeWorkout(steps: FitField[][], workout: FitField[] = []): File {
  const writer = new FitWriter();
  writer.message(0, 0, [[0, 'enum', 5]]);
  writer.message(1, 26, [[4, 'enum', 1], ...workout]);
  for (const [index, step] of steps.entries()) writer.message(2, 27, [[254, 'uint16', index], ...step]);
  return new File([writer.finish()], 'plan.fit');
}

const TIME: FitField[] = [
  [1, 'enum', 0],
  [2, 'uint32', 300_000],
];
const custom = (type: number, low: number, high: number): FitField[] => [
  ...TIME,
  [3, 'enum', type],
  [4, 'uint32', 0],
  [5, 'uint32', low],
  [6, 'uint32', high],
];
const RIDE = { startMs: Date.UTC(2026, 6, 4), durationSecs: 60 };
const TIMED = { durationSecs: 300 };
const repeat = (from: number, times: number, until = 6): FitField[] => [
  [1, 'enum', until],
  [2, 'uint32', from],
  [4, 'uint32', times],
];

describe('a step of a FIT workout', () => {
  test.each<[string, FitField[], Partial<WorkoutStep>]>([
    ['of time', TIME, { durationSecs: 300 }],
    [
      'of distance',
      [
        [1, 'enum', 1],
        [2, 'uint32', 40_000],
      ],
      { distanceM: 400 },
    ],
    ['that is open', [[1, 'enum', 5]], { untilLapPress: true }],
    [
      'until a heart rate',
      [
        [1, 'enum', 2],
        [2, 'uint32', 225],
      ],
      { untilLapPress: true },
    ],
    ['with watts', custom(4, 1216, 1228), { power: { start: 216, end: 228, units: 'w' } }],
    ['with percent of FTP', custom(4, 88, 92), { power: { start: 88, end: 92, units: '%ftp' } }],
    ['with one value', custom(4, 1250, 1250), { power: { value: 250, units: 'w' } }],
    ['with its ends in reverse order', custom(4, 92, 88), { power: { start: 88, end: 92, units: '%ftp' } }],
    ['with a power zone', [...TIME, [3, 'enum', 4], [4, 'uint32', 3]], { power: { value: 3, units: 'power_zone' } }],
    ['with bpm', custom(1, 240, 250), { hr: { start: 140, end: 150, units: 'bpm' } }],
    ['with percent of the maximum heart rate', custom(1, 70, 80), { hr: { start: 70, end: 80, units: '%hr' } }],
    ['with a heart rate zone', [...TIME, [3, 'enum', 1], [4, 'uint32', 2]], { hr: { value: 2, units: 'hr_zone' } }],
    ['with a speed', custom(0, 3200, 3500), { speed: { start: 3.2, end: 3.5 } }],
    ['with a cadence', custom(3, 85, 95), { cadence: { start: 85, end: 95, units: 'rpm' } }],
    ['without a target', [...TIME, [3, 'enum', 2]], { durationSecs: 300 }],
    ['of warming up, with notes', [...TIME, [7, 'enum', 2], [8, 'string', 'Easy']], { warmup: true, text: 'Easy' }],
    [
      'with power and cadence',
      [...custom(4, 1200, 1200), [19, 'enum', 3], [21, 'uint32', 90], [22, 'uint32', 90]],
      { power: { value: 200, units: 'w' }, cadence: { value: 90, units: 'rpm' } },
    ],
  ])('%s is read', async (_, fields, step) => {
    const { doc } = await parseWorkout(makeWorkout([fields]));

    expect(doc.steps).toEqual([expect.objectContaining(step)]);
  });
});

describe('a FIT workout', () => {
  test('has a name, a sport and texts, and is sent byte for byte', async () => {
    const file = makeWorkout([[...TIME, [8, 'string', 'Easy']]], [[8, 'string', '4 × 8']]);
    const workout = await parseWorkout(file);

    expect(workout).toMatchObject({ format: 'fit', name: '4 × 8', type: 'Run', cueCount: 1 });
    const sent = 'base64' in workout.content ? workout.content.base64 : '';
    expect(Buffer.from(sent, 'base64').equals(Buffer.from(await file.arrayBuffer()))).toBe(true);
  });

  test('has a duration', async () => {
    expect((await parseWorkout(new File([fitWorkoutFile('a')], 'a.fit'))).doc.durationSecs).toBe(2100);
  });

  test('puts the steps before a repeat into it, other repeats too', async () => {
    const { doc } = await parseWorkout(makeWorkout([TIME, TIME, TIME, repeat(1, 4), TIME, repeat(1, 2), TIME]));
    const [first, outer, last, ...more] = doc.steps;

    expect([first?.steps, last?.steps, more]).toEqual([undefined, undefined, []]);
    expect(outer).toMatchObject({ reps: 2, steps: [{ reps: 4, steps: [{}, {}] }, {}] });
    expect(doc.durationSecs).toBe(300 * (1 + 2 * (4 * 2 + 1) + 1));
  });

  test.each([
    ['a time', 7],
    ['a heart rate', 10],
    ['a power of the last lap', 17],
    ['a training stress', 27],
  ])('has no duration when it repeats until %s', async (_, until) => {
    const { doc } = await parseWorkout(makeWorkout([TIME, TIME, TIME, repeat(1, 9000, until)]));

    expect(doc).toEqual({ steps: [TIMED, { reps: 1, steps: [TIMED, TIMED], untilLapPress: true }] });
  });

  test('has no duration when its steps are open', async () => {
    expect((await parseWorkout(makeWorkout([TIME, [[1, 'enum', 5]]]))).doc.durationSecs).toBeUndefined();
  });

  test.each([
    ['that repeats nothing', makeWorkout([repeat(0, 3)]), 'broken-workout'],
    ['that repeats too often', makeWorkout([TIME, repeat(0, 1e6)]), 'broken-workout'],
    ['without steps', makeWorkout([]), 'broken-workout'],
    ['with a wrong checksum', new File([fitWorkoutFile('a').with(40, 0)], 'a.fit'), 'broken-workout'],
    ['that is a course', new File([fitFileOfType(6)], 'a.fit'), 'not-a-workout'],
  ])('%s is refused', async (_, file, kind) => {
    expect(await getRefusalKind(file)).toBe(kind);
  });

  test.each([
    ['fit', fitFile(RIDE)],
    ['tcx', tcxFile(RIDE)],
    ['gpx', gpxFile(RIDE)],
  ])('is told apart from a recording in %s', async (_, bytes) => {
    expect(await getRefusalKind(new File([bytes], 'plan.zwo'))).toBe('is-a-recording');
  });
});
