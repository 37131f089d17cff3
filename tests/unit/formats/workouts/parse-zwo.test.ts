import { describe, expect, test } from 'vitest';
import { parseWorkout } from '../../../../lib/formats/workouts/parse-workout.ts';
import type { WorkoutStep } from '../../../../lib/formats/workouts/workout-doc.ts';
import { getRefusalKind, zwo } from '../../../support/zwo-file.ts';

const parseSteps = async (steps: string, head = ''): Promise<WorkoutStep[]> =>
  (await parseWorkout(zwo(steps, head))).doc.steps;

describe('a zwo step', () => {
  test.each<[string, string, WorkoutStep]>([
    [
      'is steady',
      '<SteadyState Duration="600" Power="0.75" Cadence="90"/>',
      { durationSecs: 600, power: { value: 75, units: '%ftp' }, cadence: { value: 90, units: 'rpm' } },
    ],
    [
      'is steady within a range',
      '<SteadyState Duration="600" PowerLow="0.56" PowerHigh="0.75" CadenceLow="85" CadenceHigh="95"/>',
      {
        durationSecs: 600,
        power: { start: 56, end: 75, units: '%ftp' },
        cadence: { start: 85, end: 95, units: 'rpm' },
      },
    ],
    [
      'is rounded where the file has binary fractions',
      '<SolidState Duration="60.000004" Power="0.57"/>',
      { durationSecs: 60, power: { value: 57, units: '%ftp' } },
    ],
    [
      'warms up from low to high',
      '<Warmup Duration="300" PowerLow="0.25" PowerHigh="0.75"/>',
      { durationSecs: 300, power: { start: 25, end: 75, units: '%ftp' }, ramp: true, warmup: true },
    ],
    [
      'cools down from its PowerLow to its PowerHigh',
      '<Cooldown Duration="300" PowerLow="0.75" PowerHigh="0.25"/>',
      { durationSecs: 300, power: { start: 75, end: 25, units: '%ftp' }, ramp: true, cooldown: true },
    ],
    [
      'is not a ramp when both ends are equal',
      '<Ramp Duration="60" PowerLow="0.5" PowerHigh="0.5"/>',
      { durationSecs: 60, power: { value: 50, units: '%ftp' } },
    ],
    ['is a free ride', '<Freeride Duration="600" FlatRoad="1"/>', { durationSecs: 600, freeride: true }],
    ['is a maximum effort', '<MaxEffort Duration="20"/>', { durationSecs: 20, maxeffort: true }],
    ['may have lower-case attributes', '<steadystate duration="60"/>', { durationSecs: 60 }],
    [
      'may have attributes in any case',
      "<COOLDOWN DURATION = '60' powerLow='.6'\n powerhigh='0.4'/>",
      { durationSecs: 60, power: { start: 60, end: 40, units: '%ftp' }, ramp: true, cooldown: true },
    ],
    [
      'is in a zone',
      '<SteadyState Duration="60" Zone="2"/>',
      { durationSecs: 60, power: { value: 2, units: 'power_zone' } },
    ],
    [
      'repeats zones',
      '<IntervalsT Repeat="2" OnDuration="60" OffDuration="30" PowerOnZone="5" PowerOffZone="1"/>',
      {
        reps: 2,
        steps: [
          { durationSecs: 60, power: { value: 5, units: 'power_zone' } },
          { durationSecs: 30, power: { value: 1, units: 'power_zone' }, intensity: 'rest' },
        ],
      },
    ],
    [
      'has no cadence for its rest when it gives none',
      '<IntervalsT Repeat="2" OnDuration="60" OffDuration="30" CadenceLow="85" CadenceHigh="95"/>',
      {
        reps: 2,
        steps: [
          { durationSecs: 60, cadence: { start: 85, end: 95, units: 'rpm' } },
          { durationSecs: 30, intensity: 'rest' },
        ],
      },
    ],
    [
      'repeats without a rest',
      '<IntervalsT Repeat="3" OnDuration="60" OffDuration="0" OnPower="0.9" OffPower="0.5"/>',
      { reps: 3, steps: [{ durationSecs: 60, power: { value: 90, units: '%ftp' } }] },
    ],
    ['has no cadence when it is 0', '<SteadyState Duration="60" Cadence="0"/>', { durationSecs: 60 }],
    [
      'has a text whose attribute is misspelt as in Zwift',
      '<FreeRide Duration="60"><textevent timeoffset="0" mssage="Go"/></FreeRide>',
      { durationSecs: 60, freeride: true, text: 'Go' },
    ],
    [
      'repeats',
      '<IntervalsT Repeat="3" OnDuration="30" OffDuration="60" OnPower="1.2" OffPower="0.5" Cadence="100" CadenceResting="80"/>',
      {
        reps: 3,
        steps: [
          { durationSecs: 30, power: { value: 120, units: '%ftp' }, cadence: { value: 100, units: 'rpm' } },
          {
            durationSecs: 60,
            power: { value: 50, units: '%ftp' },
            cadence: { value: 80, units: 'rpm' },
            intensity: 'rest',
          },
        ],
      },
    ],
    [
      'repeats within ranges',
      '<IntervalsT Repeat="2" OnDuration="60" OffDuration="60" PowerOnLow="1.1" PowerOnHigh="1.2" PowerOffLow="0.4" PowerOffHigh="0.5"/>',
      {
        reps: 2,
        steps: [
          { durationSecs: 60, power: { start: 110, end: 120, units: '%ftp' } },
          { durationSecs: 60, power: { start: 40, end: 50, units: '%ftp' }, intensity: 'rest' },
        ],
      },
    ],
  ])('%s', async (_, xml, step) => {
    expect(await parseSteps(xml)).toEqual([step]);
  });
});

describe('a zwo file', () => {
  test('has its name and description in any alphabet and with any quoting', async () => {
    const head =
      '<name>Schwelle – 2×20′ 🚴</name><description><![CDATA[Line <2> & more]]></description><sportType>bike</sportType>';
    const workout = await parseWorkout(zwo('<SteadyState Duration="60" Power="1"/>', head));

    expect(workout).toMatchObject({
      format: 'zwo',
      name: 'Schwelle – 2×20′ 🚴',
      description: 'Line <2> & more',
      type: 'Ride',
      doc: { durationSecs: 60 },
    });
  });

  test('has the name of the file when it has none', async () => {
    expect(await parseWorkout(zwo('<FreeRide Duration="60"/>'))).toMatchObject({ name: 'made' });
  });

  test('counts its texts and has them on their steps', async () => {
    const texts =
      '<textevent timeoffset="0" message="Let&apos;s go"/><TextNotification timeOffset="20" text="Halfway" duration="5"/>';
    const workout = await parseWorkout(zwo(`<SteadyState Duration="40" Power="1">${texts}</SteadyState>`));

    expect(workout.cueCount).toBe(2);
    expect(workout.doc.steps[0]?.text).toBe("Let's go · Halfway");
  });

  test('has metres and shares of the threshold pace, and no duration, when it is a run by distance', async () => {
    const head = '<sportType>run</sportType><durationType>distance</durationType>';
    const { type, doc } = await parseWorkout(zwo('<SteadyState Duration="1000" Power="0.95" pace="0"/>', head));

    expect(type).toBe('Run');
    expect(doc).toEqual({
      steps: [{ distanceM: 1000, pace: { value: 95, units: '%pace' } }],
      distanceM: 1000,
    });
  });

  test('has shares of the threshold pace when it is a run with one', async () => {
    const head = '<sportType>run</sportType><thresholdSecPerKm>300</thresholdSecPerKm>';
    const [step] = await parseSteps('<SteadyState Duration="60" Power="0.8"/>', head);

    expect(step).toEqual({ durationSecs: 60, pace: { value: 80, units: '%pace' } });
  });

  test('leaves out steps of 0 seconds, and rest days', async () => {
    const nothing =
      '<gameplayevent timeoffset="0" duration="10" type="GPE_CAMERA"/><SteadyState Duration="0" Power="1"/><RestDay/><IntervalsT Repeat="2" OnDuration="0" OffDuration="0"/>';

    expect(await parseSteps(`${nothing}<FreeRide Duration="60"/>`)).toEqual([{ durationSecs: 60, freeride: true }]);
    expect(await getRefusalKind(zwo(nothing))).toBe('broken-workout');
  });

  test('is sent without its encoding and without blanks before the declaration', async () => {
    const text =
      '\n <?xml version="1.0" encoding="iso-8859-1"?><workout_file><name>Träning</name><workout><FreeRide Duration="60"/></workout></workout_file>';
    const { name, content } = await parseWorkout(new File([Buffer.from(text, 'latin1')], 'a.zwo'));

    expect(name).toBe('Träning');
    expect(content).toEqual({ text: text.trim().replace(' encoding="iso-8859-1"', '') });
  });

  test('has power targets when it is a run without pace', async () => {
    const [step] = await parseSteps('<SteadyState Duration="60" Power="1.004"/>', '<sportType>run</sportType>');

    expect(step?.power).toEqual({ value: 100.4, units: '%ftp' });
  });

  test.each([
    ['a tag that is not closed', zwo('<SteadyState Duration="60">'), 'broken-workout'],
    ['no step', zwo(''), 'broken-workout'],
    ['a step without a length', zwo('<SteadyState Power="1"/>'), 'broken-workout'],
    ['a length that is no number', zwo('<SteadyState Duration="PT5M" Power="1"/>'), 'broken-workout'],
    ['a negative power', zwo('<SteadyState Duration="60" Power="-1"/>'), 'broken-workout'],
    ['a step that Zwift does not know', zwo('<FreeRide Duration="60"/><Rest Duration="60"/>'), 'broken-workout'],
    ['percent in place of shares', zwo('<SteadyState Duration="60" Power="75"/>'), 'broken-workout'],
    ['a step of a year', zwo('<SteadyState Duration="31557600"/>'), 'broken-workout'],
    [
      'more repeats than anybody does',
      zwo('<IntervalsT Repeat="1e9" OnDuration="1" OffDuration="1"/>'),
      'broken-workout',
    ],
    ['more steps than the limit', zwo('<FreeRide Duration="1"/>'.repeat(5001)), 'broken-workout'],
    ['another root', new File(['<svg><workout/></svg>'], 'a.zwo'), 'not-a-workout'],
    ['a web page', new File(['<!doctype html><title>Sign in</title>'], 'a.zwo'), 'not-a-workout'],
    ['no bytes', new File([], 'a.zwo'), 'empty-file'],
  ])('is refused when it has %s', async (_, file, kind) => {
    expect(await getRefusalKind(file)).toBe(kind);
  });
});

describe('B11 a cool-down', () => {
  test.each([
    ['falls where its lower value comes first', '<Cooldown Duration="300" PowerLow="0.25" PowerHigh="0.65"/>'],
    ['falls where its higher value comes first', '<Cooldown Duration="300" PowerLow="0.65" PowerHigh="0.25"/>'],
    ['falls in other spellings', "<cooldown duration='300' powerlow='0.25' powerhigh='0.65'/>"],
  ])('%s', async (_, element) => {
    expect(await parseSteps(element)).toEqual([
      { durationSecs: 300, power: { start: 65, end: 25, units: '%ftp' }, ramp: true, cooldown: true },
    ]);
  });

  test('falls in a run too', async () => {
    const [step] = await parseSteps(
      '<Cooldown Duration="300" PowerLow="0.6" PowerHigh="0.8" pace="1"/>',
      '<sportType>run</sportType>',
    );

    expect(step?.pace).toEqual({ start: 80, end: 60, units: '%pace' });
  });

  test('is sent as it was written', async () => {
    const element = '<Cooldown Duration="300" PowerLow="0.25" PowerHigh="0.65"/>';

    expect((await parseWorkout(zwo(element))).content).toMatchObject({ text: expect.stringContaining(element) });
  });

  test('leaves other ramps as they are written', async () => {
    const [warmup, ramp] = await parseSteps(
      '<Warmup Duration="60" PowerLow="0.7" PowerHigh="0.3"/><Ramp Duration="60" PowerLow="0.3" PowerHigh="0.7"/>',
    );

    expect([warmup?.power, ramp?.power]).toEqual([
      { start: 70, end: 30, units: '%ftp' },
      { start: 30, end: 70, units: '%ftp' },
    ]);
  });
});

describe('S4 the XML declaration', () => {
  const BODY = '<workout_file><workout><SteadyState Duration="60" Power="0.5"/></workout></workout_file>';

  test.each([
    ['<?xml version="1.0" encoding="UTF-8"?>', '<?xml version="1.0"?>'],
    [" \n<?xml version='1.0' encoding='windows-1252' standalone='yes'?>", "<?xml version='1.0' standalone='yes'?>"],
    ['<?xml version="1.0"?>', '<?xml version="1.0"?>'],
    ['', ''],
    [`<?xml${' '.repeat(300)}encoding="UTF-8"?>`, '<?xml version="1.0"?>'],
  ])('%j is sent as %j', async (declaration, sent) => {
    const { content } = await parseWorkout(new File([declaration + BODY], 'a.zwo'));

    expect(content).toEqual({ text: sent + BODY });
  });
});
