import { expect, test } from 'vitest';
import { parseTextCues } from '../../../../lib/formats/workouts/text-cues.ts';

test.each([
  [undefined, []],
  ['Hold it', [['Hold it', 0]]],
  [
    'First 60^30 Second 120^ Third',
    [
      ['First', 0],
      ['Second', 60],
      ['Third', 120],
    ],
  ],
  [
    '0^10 At once 30^ Later',
    [
      ['At once', 0],
      ['Later', 30],
    ],
  ],
  ['60^30', []],
  ['x^2 + y^2', [['x^2 + y^2', 0]]],
])('parseTextCues reads %j', (text, cues) => {
  expect(parseTextCues(text).map(({ text, atSecs }) => [text, atSecs])).toEqual(cues);
});

test('parseTextCues reads only the beginning of a very long text', () => {
  expect(parseTextCues('1^1 a '.repeat(1e6)).length).toBeLessThan(2000);
});
