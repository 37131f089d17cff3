import { expect, test } from 'vitest';
import { parseWorkout } from '../../../../lib/formats/workouts/parse-workout.ts';
import { getRefusalKind } from '../../../support/zwo-file.ts';

const course = (rows: string[], units = 'MINUTES PERCENT', end = '\r\n', more: string[] = []): File =>
  new File(
    [
      [
        '[COURSE HEADER]',
        'VERSION = 2',
        'DESCRIPTION = Three times four',
        'FILE NAME = 3x4.mrc',
        ...(units === 'MINUTES WATTS' ? ['FTP = 250'] : []),
        units,
        '[END COURSE HEADER]',
        '[COURSE DATA]',
        ...rows,
        '[END COURSE DATA]',
        ...more,
      ].join(end),
    ],
    'download.mrc',
  );

const ROWS = ['0.00\t40', '10.00\t75', '10.00\t110', '10.00\tLAP', '14.00\t110', '14.00\t50', '17.00\t50'];
const STEPS = [
  { durationSecs: 600, power: { start: 40, end: 75, units: '%ftp' }, ramp: true },
  { durationSecs: 240, power: { value: 110, units: '%ftp' } },
  { durationSecs: 180, power: { value: 50, units: '%ftp' } },
];

test.each([
  ['CRLF and tabs', ROWS, '\r\n'],
  ['LF and blanks', ROWS.map(row => row.replace('\t', '     ')), '\n'],
  ['decimal commas', ROWS.map(row => row.replace('.', ',')), '\r'],
])('a course with %s is read as ramps, steps and jumps', async (_, rows, end) => {
  expect(await parseWorkout(course(rows, 'MINUTES PERCENT', end))).toMatchObject({
    format: 'mrc',
    name: '3x4',
    description: 'Three times four',
    type: 'Ride',
    cueCount: 0,
    doc: { steps: STEPS, durationSecs: 1020 },
  });
});

test('a course in watts has the FTP that it was made for', async () => {
  const { format, doc } = await parseWorkout(course(['0 200', '0.55 200'], 'MINUTES WATTS'));

  expect(format).toBe('erg');
  expect(doc).toEqual({
    steps: [{ durationSecs: 33, power: { value: 200, units: 'w' } }],
    durationSecs: 33,
    ftp: 250,
  });
});

test('the texts of a course are counted', async () => {
  const texts = ['[COURSE TEXT]', '0\tGo\t10', '60\tOn\t10', '[END COURSE TEXT]'];

  expect((await parseWorkout(course(ROWS, 'MINUTES PERCENT', '\n', texts))).cueCount).toBe(2);
});

test('an empty setting of a header does not take the next line', async () => {
  const text =
    '[COURSE HEADER]\nDESCRIPTION =\nFILE NAME =\nMINUTES PERCENT\n[END COURSE HEADER]\n[COURSE DATA]\n0 50\n5 50\n[END COURSE DATA]';

  const { name, description } = await parseWorkout(new File([text], 'easy.mrc'));
  expect({ name, description }).toEqual({ name: 'easy', description: undefined });
});

test.each([
  ['percent signs behind values', ROWS.map(row => row.replace(/(\d)$/, '$1%')), 'MINUTES PERCENT'],
  ['percent of FTP', ROWS, 'MINUTES FTP'],
  ['a percent sign in the header', ROWS, 'MINUTES\t%FTP'],
  ['comments', ['; made by hand', ...ROWS], 'MINUTES PERCENT'],
  ['a third column', ROWS.map(row => `${row}\t90`), 'MINUTES PERCENT CADENCE'],
  ['another section behind the data', [...ROWS, '[END COURSE DATA]', '[DETAILS]', '0 1'], 'MINUTES PERCENT'],
])('a course with %s has the same steps', async (_, rows, units) => {
  expect((await parseWorkout(course(rows, units))).doc).toEqual({ steps: STEPS, durationSecs: 1020 });
});

test('the texts end when another section begins', async () => {
  const texts = ['[COURSE TEXT]', '0\tGo\t10', '[PERFPRO DESCRIPTIONS]', 'Desc0=Easy', 'Desc1=Hard'];

  expect((await parseWorkout(course(ROWS, 'MINUTES PERCENT', '\n', texts))).cueCount).toBe(1);
});

test('two columns without a header are minutes and percent, and are sent as a course', async () => {
  const workout = await parseWorkout(new File(['5\t40\n20\t90\n5\t50\n20\t90\n5\t40\n'], 'sweet spot.txt'));
  expect(workout).toMatchObject({ format: 'mrc', name: 'sweet spot', doc: { durationSecs: 3300 } });
  expect(workout.doc.steps).toHaveLength(5);

  const sent = 'text' in workout.content ? workout.content.text : '';
  const again = await parseWorkout(new File([sent], 'again.mrc'));
  expect(again.doc).toEqual(workout.doc);
});

test.each([
  ['no rows', course([]), 'broken-workout'],
  ['times in reverse order', course(['0 40', '10 40', '5 40']), 'broken-workout'],
  ['a row that is not a number', course(['0 40', 'ten 40']), 'broken-workout'],
  ['kilometres and grades', course(['1.5 2 0', '2.5 1 0'], 'DISTANCE GRADE WIND'), 'broken-workout'],
  ['no unit', course(ROWS, 'UNITS = METRIC'), 'broken-workout'],
  ['data that was cut off', new File([(await course(ROWS).text()).slice(0, -19)], 'a.mrc'), 'broken-workout'],
  ['only text', new File(['Two hours easy'], 'a.txt'), 'not-a-workout'],
])('a course with %s is refused', async (_, file, kind) => {
  expect(await getRefusalKind(file)).toBe(kind);
});
