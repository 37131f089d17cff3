import { describe, expect, test } from 'vitest';
import { fitWorkoutFile } from '../../../fixtures/recordings.ts';
import { sampleWorkouts } from '../../../fixtures/workouts.ts';
import { expectKept } from './expect-kept.ts';
import { readWorkout } from './read-workout.ts';
import { makeSportSettings, settingsFor } from './sport-settings.ts';
import type { StepJson } from './step.ts';
import { type Format, makeWorkoutFile } from './workout-file.ts';

const athletics = {
  settings: settingsFor(makeSportSettings(), 'Ride'),
  type: 'Ride',
  indoor: true,
  ranges: {},
};
const ftp = (value: number) => ({ value, units: '%ftp' });

/** What is left of steps when they are written to a file and read again. */
function throughFile(format: Format, steps: readonly StepJson[]) {
  const bytes = makeWorkoutFile(format, { name: 'Über <&> unter', description: '“Hart”', steps, athletics });
  return readWorkout(`a.${format}`, bytes);
}

describe('a zwo file', () => {
  const steps: StepJson[] = [
    { duration: 300, warmup: true, ramp: true, power: { start: 40, end: 70, units: '%ftp' } },
    {
      reps: 4,
      steps: [
        { text: 'Go', duration: 60, power: ftp(110), cadence: { value: 95, units: 'rpm' } },
        { duration: 30, power: ftp(50) },
      ],
    },
    { text: 'First 60^30 Second 120^ Third', duration: 600, power: { start: 88, end: 94, units: '%ftp' } },
    { duration: 60, freeride: true },
    { duration: 20, maxeffort: true },
    { duration: 300, cooldown: true, ramp: true, power: { start: 60, end: 30, units: '%ftp' } },
  ];

  test('keeps everything that a step has', () => {
    expect(throughFile('zwo', steps)).toEqual({ name: 'Über <&> unter', description: '“Hart”', steps });
  });

  test('has paces as fractions of threshold pace', () => {
    const settings = settingsFor(makeSportSettings(), 'Run');
    const steps = [{ duration: 600, pace: { value: 90, units: '%pace' } }];
    const workout = {
      name: 'Run',
      description: null,
      steps,
      athletics: { ...athletics, settings, type: 'Run' },
    };
    expect(readWorkout('a.zwo', makeWorkoutFile('zwo', workout)).steps).toEqual(steps);
  });

  const read = (content: string, head = '') =>
    readWorkout('a.zwo', Buffer.from(`<workout_file>${head}<workout>${content}</workout></workout_file>`)).steps;

  test('has ranges of power and cadence, in intervals too', () => {
    expect(
      read(
        '<SteadyState Duration="600" PowerLow="0.56" PowerHigh="0.75" CadenceLow="85" CadenceHigh="95"/>' +
          '<IntervalsT Repeat="2" OnDuration="60" OffDuration="30" PowerOnLow="1.1" PowerOnHigh="1.2" OffPower="0.4"/>',
      ),
    ).toEqual([
      {
        duration: 600,
        power: { start: 56, end: 75, units: '%ftp' },
        cadence: { start: 85, end: 95, units: 'rpm' },
      },
      {
        reps: 2,
        steps: [
          { duration: 60, power: { start: 110, end: 120, units: '%ftp' } },
          { duration: 30, power: ftp(40) },
        ],
      },
    ]);
  });

  test('has runs in metres at a fraction of threshold pace', () => {
    const head = '<sportType>run</sportType><durationType>distance</durationType>';
    expect(read('<SteadyState Duration="400" Power="0.9"/>', head)).toEqual([
      { distance: 400, pace: { value: 90, units: '%pace' } },
    ]);
  });

  test('has its intervals one by one where messages lie within them', () => {
    const events = [0, 65, 95].map(offset => `<textevent timeoffset="${offset}" message="at ${offset}"/>`);
    const steps = read(
      `<IntervalsT Repeat="2" OnDuration="60" OffDuration="30" OnPower="1" OffPower="0.5">${events.join('')}</IntervalsT>`,
    );
    expect(steps.map(({ text }) => text)).toEqual(['at 0', '5^ at 65', '5^ at 95', undefined]);
  });
});

describe('an erg or mrc file', () => {
  test.each([
    ['mrc', '%ftp', 50],
    ['erg', 'w', 131],
  ] as const)('in %s keeps durations and levels', (format, units, half) => {
    const steps = [
      { duration: 90, ramp: true, power: { start: 50, end: 100, units: '%ftp' } },
      { reps: 2, steps: [{ text: 'Go', duration: 60, power: ftp(100) }] },
    ];
    const level = { value: 2 * half, units };
    expect(throughFile(format, steps).steps).toEqual([
      { duration: 90, ramp: true, power: { start: half, end: 2 * half, units } },
      { text: 'Go', duration: 60, power: level },
      { text: 'Go', duration: 60, power: level },
    ]);
  });
});

describe('a FIT file', () => {
  test('keeps repeats, lengths and ranges', () => {
    const steps = [
      { duration: 600, warmup: true, power: ftp(50) },
      {
        reps: 3,
        steps: [
          { text: 'Hügel', duration: 60, power: { start: 90, end: 110, units: '%ftp' } },
          {
            reps: 2,
            steps: [
              { duration: 30, hr: ftp(0) },
              { distance: 400, pace: { value: 300, units: 'secs/km' } },
            ],
          },
        ],
      },
    ];
    expect(throughFile('fit', steps)).toMatchObject({
      name: 'Über <&> unter',
      steps: [
        { duration: 600, warmup: true, power: { value: 131, units: 'w' } },
        {
          reps: 3,
          steps: [
            { text: 'Hügel', duration: 60, power: { start: 235, end: 288, units: 'w' } },
            { reps: 2, steps: [{ duration: 30 }, { distance: 400, pace: { units: 'secs/km' } }] },
          ],
        },
      ],
    });
  });

  test('of another program is read', () => {
    expect(readWorkout('a.fit', fitWorkoutFile('Elsewhere'))).toEqual({
      name: 'Elsewhere',
      steps: [{ duration: 600, warmup: true }, { duration: 1200 }, { duration: 300, cooldown: true }],
    });
  });

  test('with a wrong checksum is refused', () => {
    expect(() => readWorkout('a.fit', fitWorkoutFile('Broken').with(20, 77))).toThrow(
      'The checksum of the FIT file is wrong',
    );
  });
});

describe('the file of another program', () => {
  test.each(sampleWorkouts.filter(({ name }) => /\.(zwo|mrc)$/.test(name)))(
    'says the same after it was read and written: $name',
    ({ name, text }) => {
      expectKept(name, Buffer.from(text), athletics);
    },
  );

  test.each([
    ['a tag that is not closed', 'a.zwo', '<workout_file><workout><FreeRide Duration="60"></workout></workout_file>'],
    ['no data', 'a.erg', '[COURSE HEADER]\nMINUTES WATTS\n[END COURSE HEADER]\n'],
  ])('is refused with %s', (_, name, text) => {
    expect(() => readWorkout(name, Buffer.from(text))).toThrow();
  });
});
