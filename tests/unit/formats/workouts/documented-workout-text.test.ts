import { describe, expect, test } from 'vitest';
import { lintWorkoutText } from '../../../../lib/formats/workouts/lint-workout-text.ts';
import { parseWorkoutText } from '../../../../lib/formats/workouts/parse-workout-text.ts';
import { parseTextCues } from '../../../../lib/formats/workouts/text-cues.ts';
import type { WorkoutStep } from '../../../../lib/formats/workouts/workout-doc.ts';

/** What Intervals.icu's own documents say of its workout text: https://forum.intervals.icu/t/123701, t/96016 and t/1163. */

const RIDE = 'Ride';
const ftp = (start: number, end?: number) =>
  end === undefined ? { value: start, units: '%ftp' } : { start, end, units: '%ftp' };
const rulesOf = (text: string, type = RIDE) => lintWorkoutText(text, type).map(({ rule }) => rule);

describe('B1 prompts at moments of a step', () => {
  test.each<[line: string, secs: number, cues: [number, string][], target?: Partial<WorkoutStep>]>([
    [
      '- First prompt at 0s    33^2nd prompt at 33s    <!> 10m ramp 25-75%',
      600,
      [
        [0, 'First prompt at 0s'],
        [33, '2nd prompt at 33s'],
      ],
      { ramp: true, power: ftp(25, 75) },
    ],
    [
      '- First 60^30 Second 120^30 Third 10m 65%',
      600,
      [
        [0, 'First'],
        [60, 'Second'],
        [120, 'Third'],
      ],
      { power: ftp(65) },
    ],
    ['- 20^ First 5m 85%', 300, [[20, 'First']], { power: ftp(85) }],
    [
      '- Start at 90s then 40^Push <!> 10m 65%',
      600,
      [
        [0, 'Start at 90s then'],
        [40, 'Push'],
      ],
    ],
    [
      '- Ready 5m 30^Go <!> 20m 80%',
      1200,
      [
        [0, 'Ready 5m'],
        [30, 'Go'],
      ],
    ],
    [
      '- First 60^30 Hours pass 10m 65%',
      600,
      [
        [0, 'First'],
        [60, 'Hours pass'],
      ],
    ],
    ['- 33^5m to go 10m 65%', 600, [[33, '5m to go']]],
    ['- Hold Z4, 30 secs in, 400 metres <!> 10m 65%', 600, [[0, 'Hold Z4, 30 secs in, 400 metres']]],
    ['- RPE 8 of 10 <!> 10m 65% 90rpm', 600, [[0, 'RPE 8 of 10']]],
    ['- Set 2 of 4<!>10m 65%', 600, [[0, 'Set 2 of 4']]],
    [
      '- 0^10 2 km left 300^10 5:00/km now <!> Tempo 10m 65%',
      600,
      [
        [0, '2 km left'],
        [300, '5:00/km now Tempo'],
      ],
    ],
  ])('%j lasts %d s and has no warning', (line, durationSecs, cues, target = { power: expect.anything() }) => {
    const { steps } = parseWorkoutText(line);

    expect(steps).toHaveLength(1);
    expect(steps[0]).toMatchObject({ durationSecs, ...target });
    expect(parseTextCues(steps[0]?.text).map(({ atSecs, text }) => [atSecs, text])).toEqual(cues);
    expect(lintWorkoutText(line, RIDE)).toEqual([]);
  });

  test('a prompt with a length is pointed out where its end is not written', () => {
    expect(lintWorkoutText('- Ready 5m 30^Go 20m 80%', RIDE)).toMatchObject([
      { rule: 'number-in-words', excerpt: '5m' },
    ]);
  });

  test.each([
    ['33^2nd prompt', [[33, '2nd prompt']]],
    ['33^30 prompt', [[33, 'prompt']]],
    ['One <!>', [[0, 'One']]],
    [
      'One 33^2nd <!> ',
      [
        [0, 'One'],
        [33, '2nd'],
      ],
    ],
  ])('the cues of %j are shown without what steers them', (text, cues) => {
    expect(parseTextCues(text).map(cue => [cue.atSecs, cue.text])).toEqual(cues);
  });

  test('a correction behind prompts leaves them alone', () => {
    const [warning] = lintWorkoutText('- Do 30 secs hard <!> 30 secs 120%', RIDE);

    expect(warning?.fixes.map(({ text }) => text)).toEqual(['- Do 30 secs hard <!> 30s 120%']);
  });
});

describe('B4 a separator', () => {
  test.each(['---', '-----', '- - -', ' ---  ', '***', '___', '––––', '===='])(
    '%j is neither a step nor a warning',
    line => {
      const text = `Notes\n\n${line}\n\n- 5m 100w\n\n${line}\n`;

      expect(parseWorkoutText(text)).toMatchObject({ steps: [{ durationSecs: 300 }], durationSecs: 300 });
      expect(lintWorkoutText(text, RIDE)).toEqual([]);
    },
  );

  test.each(['* see https://example.org/30m', '• ask your coach', '* **bold** words'])(
    'a note with a bullet is not offered as a step: %j',
    line => {
      expect(lintWorkoutText(line, RIDE)).toEqual([]);
    },
  );

  test.each(['* 10m 75%', '• Easy 60%', '– 30 secs hard'])('a step with another bullet still is: %j', line => {
    expect(rulesOf(line)).toEqual(['no-dash']);
  });
});

describe('B5 a target', () => {
  test.each<[string, Partial<WorkoutStep>]>([
    ['10m 5:00 Pace', { pace: { value: 300, units: 'secs' } }],
    ['10m 5:00-4:50 Pace', { pace: { start: 300, end: 290, units: 'secs' } }],
    ['10m 5:00–4:50/km Pace', { pace: { start: 300, end: 290, units: 'secs/km' } }],
    ['10m 72,5%', { power: ftp(72.5) }],
    ['10m 72,5-80,5% LTHR', { hr: { start: 72.5, end: 80.5, units: '%lthr' } }],
    ['10m 75–85%', { power: ftp(75, 85) }],
    ['10m 75% – 85%', { power: ftp(75, 85) }],
    ['10m 75 %', { power: ftp(75) }],
    ['10m 75—85% HR', { hr: { start: 75, end: 85, units: '%hr' } }],
    ['10m Z2–Z3', { power: { start: 2, end: 3, units: 'power_zone' } }],
    ['10m Z2 – Z3 HR', { hr: { start: 2, end: 3, units: 'hr_zone' } }],
    ['2m 315 w', { power: { value: 315, units: 'w' } }],
    ['2m 315–330 W', { power: { start: 315, end: 330, units: 'w' } }],
    ['2m 140 – 150 bpm', { hr: { start: 140, end: 150, units: 'bpm' } }],
    ['10m 75% 85 - 95 rpm', { power: ftp(75), cadence: { start: 85, end: 95, units: 'rpm' } }],
    ['10m 75% 85–95rpm', { power: ftp(75), cadence: { start: 85, end: 95, units: 'rpm' } }],
    ['1,5km 75% Pace', { distanceM: 1500, pace: { value: 75, units: '%pace' } }],
  ])('%j is read, without a warning', (step, target) => {
    expect(parseWorkoutText(`- ${step}`).steps).toEqual([expect.objectContaining(target)]);
    expect(lintWorkoutText(`- ${step}`, RIDE)).toEqual([]);
  });

  test.each([
    ['- 10m @75%', '@75%'],
    ['- 10m (75%)', '75%'],
    ['- 10m 250 watts', '250'],
    ['- 10m 75% FTP2', 'FTP2'],
    ['- 10m 60% 70%', '70%'],
    ['- 10m 5:00', '5:00'],
    ['- 10m 75% (aim for 600m+)', '600m+'],
    ['- 10m 90spm', '90spm'],
  ])('%j has a number that is pointed out: %j', (line, excerpt) => {
    expect(lintWorkoutText(line, RIDE)).toMatchObject([{ rule: 'no-target', excerpt }]);
  });
});

describe('B6 the documented forms', () => {
  test.each([
    'Main Set 4x',
    'Main Set (4x)',
    '4x:',
    '4x Main',
    'Main set 4x easy',
    '**4x**',
    '## Main 4x, seated',
    '4X',
    'Main 4 x',
    '[4x] hills',
  ])('%j repeats the steps below it', header => {
    const text = `${header}\n- 30s 120%\n- 30s 50%\n`;

    expect(parseWorkoutText(text)).toMatchObject({ steps: [{ reps: 4 }], durationSecs: 240 });
    expect(lintWorkoutText(text, RIDE)).toEqual([]);
  });

  test.each(['4x4 on the track', 'max4x', 'https://example.org/4x/', 'Maxing 4xx', '0x'])(
    '%j repeats nothing',
    header => {
      expect(parseWorkoutText(`${header}\n- 30s 120%`).durationSecs).toBe(30);
    },
  );

  test.each<[string, WorkoutStep]>([
    ['Ramp 60-80% 10m', { durationSecs: 600, ramp: true, power: ftp(60, 80) }],
    ['60% MMP 5m', { durationSecs: 300, power: { value: 60, units: '%mmp' } }],
    ['Easy Z2 HR 1h', { text: 'Easy', durationSecs: 3600, hr: { value: 2, units: 'hr_zone' } }],
    ['250w 90rpm 10m', { durationSecs: 600, power: { value: 250, units: 'w' }, cadence: { value: 90, units: 'rpm' } }],
    ['Freeride 20m', { durationSecs: 1200, freeride: true }],
    ['Press lap 20m 50%', { durationSecs: 1200, untilLapPress: true, power: ftp(50) }],
    ['Easy press lap 20m 50%', { text: 'Easy', durationSecs: 1200, untilLapPress: true, power: ftp(50) }],
    ['1h30 60%', { durationSecs: 5400, power: ftp(60) }],
    ['1h2m30s 60%', { durationSecs: 3750, power: ftp(60) }],
    ['1h30s 60%', { durationSecs: 3630, power: ftp(60) }],
    ['5’30” 60%', { durationSecs: 330, power: ftp(60) }],
  ])('%j is read, without a warning', (line, step) => {
    expect(parseWorkoutText(`- ${line}`).steps).toEqual([step]);
    expect(lintWorkoutText(`- ${line}`, RIDE)).toEqual([]);
  });

  test.each([
    ['- 2 km 70% HR', '- 2km 70% HR'],
    ['- 200y 70% HR', '- 200yrd 70% HR'],
    ['- 1 mile 70% HR', '- 1mi 70% HR'],
    ['- 10 m 70% HR', '- 10m 70% HR'],
    ['- 1.5 miles 70% HR', '- 1.5mi 70% HR'],
  ])('%j is shown without a length, and %j is offered', (line, fixed) => {
    const { steps, durationSecs, distanceM } = parseWorkoutText(line);

    expect(steps[0]?.text).toBe(line.replace(/^- | 70% HR$/g, ''));
    expect([durationSecs, distanceM]).toEqual([undefined, undefined]);
    expect(lintWorkoutText(line, RIDE)).toMatchObject([{ rule: 'unsure-length', fixes: [{ text: fixed }] }]);
    expect(lintWorkoutText(fixed, RIDE)).toEqual([]);
  });

  test('a rest behind a step is no lost target', () => {
    expect(lintWorkoutText('- 100mtr 90% Pace 20s rest', 'Swim')).toEqual([]);
  });

  test('a zone in the words beside a target is pointed out', () => {
    expect(lintWorkoutText('- In Z2 now 5m 60%', RIDE)).toMatchObject([{ rule: 'number-in-words', excerpt: 'Z2' }]);
  });
});
