import { describe, expect, test } from 'vitest';
import { lintWorkoutText } from '../../../../lib/formats/workouts/lint-workout-text.ts';
import { parseWorkoutText } from '../../../../lib/formats/workouts/parse-workout-text.ts';

const RUN = 'Run';
const RIDE = 'Ride';

describe('lintWorkoutText', () => {
  test.each<[string, string, string, string[]]>([
    [RUN, '- 200m 90% Pace', 'minutes', ['- 200mtr 90% Pace']],
    ['Swim', '- 25m Z2 Pace', 'minutes', ['- 25mtr Z2 Pace']],
    [RIDE, '- 400m Z2', 'minutes', ['- 400mtr Z2']],
    [RIDE, '- 30 secs 120%', 'unit', ['- 30s 120%']],
    [RIDE, '- 5 minutes 60%', 'unit', ['- 5m 60%']],
    [RUN, '- 400 metres Z4 Pace', 'unit', ['- 400mtr Z4 Pace']],
    [RUN, '- 10m Z2', 'power', ['- 10m Z2 Pace', '- 10m Z2 HR']],
    [RUN, '- 10m 75-80%', 'power', ['- 10m 75-80% Pace', '- 10m 75-80% HR']],
    [RUN, '- 10m 75%-80%', 'power', ['- 10m 75%-80% Pace', '- 10m 75%-80% HR']],
    [RUN, '- 1km 5:00/km-4:50/km', 'pace-word', ['- 1km 5:00/km-4:50/km Pace']],
    [RUN, '- 1km 5:00/km', 'pace-word', ['- 1km 5:00/km Pace']],
    [RIDE, '- 5m 60%\n3x\n- 5m 90%', 'blank-line', ['- 5m 60%\n\n3x\n- 5m 90%']],
    [RIDE, '3x\n- 5m 90%\nCooldown\n- 5m 50%', 'blank-line', ['3x\n- 5m 90%\n\nCooldown\n- 5m 50%']],
    [RIDE, '3x\n  - 5m 90%', 'indented', ['3x\n- 5m 90%']],
    [RIDE, '3x\n2x\n- 5m 90%', 'nested', []],
    [RIDE, '- 5m 50%\n- 4x 1m 110%', 'dash-repeat', ['- 5m 50%\n\n4x\n- 1m 110%']],
    [RIDE, '- Set 2 easy 5m 60%', 'number-in-words', []],
    [RIDE, '- In Z2 now 5m 60%', 'number-in-words', []],
    [RUN, '- Strides 30s RPE 8', 'no-target', []],
    [RUN, '- 5m 5K pace', 'no-target', []],
    ['Swim', '- 100mtr CSS+2', 'no-target', []],
    [RIDE, '- Easy 60%', 'no-length', []],
    [RIDE, '• 10m 75%', 'no-dash', ['- 10m 75%']],
  ])('warns for %s about %j: %s, with fixes %j', (type, text, rule, fixed) => {
    const [warning, ...more] = lintWorkoutText(text, type);

    expect({ rule: warning?.rule, more }).toEqual({ rule, more: [] });
    expect(warning?.fixes.map(fix => fix.text)).toEqual(fixed);
    for (const text of fixed) expect(lintWorkoutText(text, type)).toEqual([]);
  });

  test.each([
    [RIDE, '- 120m Z2'],
    [RUN, '- 10m 75% HR'],
    [RUN, '- 10m 250w'],
    [RUN, '- 90s 4:00/km Pace'],
    [RUN, 'Drills 4x\n- 20s 95% Pace\n- 40s 60% Pace'],
    [RUN, '- Hold 1h Z2 HR'],
  ])('has no warning for %s about %j', (type, text) => {
    expect(lintWorkoutText(text, type)).toEqual([]);
  });
});

describe('B6 A heading that a person reads as a repeat', () => {
  test.each([
    ['Main 4×\n- 3m 100%', 'Main 4x\n- 3m 100%'],
    ['4× Main\n- 3m 100%', '4x Main\n- 3m 100%'],
    ['Main set 4 x (hard)\n- 3m 100%', 'Main set 4x (hard)\n- 3m 100%'],
    ['Repeat 4 times:\n- 3m 100%', 'Repeat 4x:\n- 3m 100%'],
    ['Main (x4)\n- 3m 100%', 'Main (4x)\n- 3m 100%'],
    ['Hauptsatz 4 mal\n- 3m 100%', 'Hauptsatz 4x\n- 3m 100%'],
  ])('%j is named, and can be written so that it is one', (text, fixed) => {
    const [warning, ...more] = lintWorkoutText(text, RIDE);

    expect(more).toEqual([]);
    expect(warning).toMatchObject({ rule: 'repeat', line: 1 });
    expect(warning?.fixes.map(fix => fix.text)).toEqual([fixed]);
    expect(parseWorkoutText(fixed).durationSecs).toBe(720);
    expect(lintWorkoutText(fixed, RIDE)).toEqual([]);
  });

  test.each(['Ride 4 times a week', 'Strides 3x10m\n- 10m 90%', 'Max 4\n- 3m 100%', '4x\n- 3m 100%', '4 x\n- 3m 100%'])(
    '%j is none, or is one already',
    text => {
      expect(lintWorkoutText(text, RIDE)).toEqual([]);
    },
  );
});

test('lintWorkoutText fixes all lines of an indented block at once', () => {
  const [first] = lintWorkoutText('\n3x\n  - 5m 90%\n  - 5m 50%', RIDE);

  expect(lintWorkoutText(first?.fixes[0]?.text ?? '', RIDE)).toEqual([]);
  expect(parseWorkoutText(first?.fixes[0]?.text ?? '').durationSecs).toBe(1800);
});

test('lintWorkoutText says on which line a warning is', () => {
  expect(lintWorkoutText('Warmup\n- 10m 50%\n\n- 30 secs 90%', RIDE)).toMatchObject([{ line: 4, excerpt: '30 secs' }]);
});
