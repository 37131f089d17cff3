import { describe, expect, test } from 'vitest';
import { validateWorkoutFile } from '../../../../lib/formats/workouts/validate-workout-file.ts';
import { WORKOUT_FORMATS, type WorkoutFormat } from '../../../../lib/formats/workouts/workout-format.ts';
import { FitWriter } from '../../../fixtures/fit-writer.ts';
import { fitFile, fitWorkoutFile } from '../../../fixtures/recordings.ts';
import { sampleWorkouts } from '../../../fixtures/workouts.ts';

const ZWO = '<workout_file><workout><SteadyState Duration="60" Power="0.9"/></workout></workout_file>';
const MRC =
  '[COURSE HEADER]\r\nMINUTES PERCENT\r\n[END COURSE HEADER]\r\n[COURSE DATA]\r\n0.00\t40\r\n10.00\t75\r\n[END COURSE DATA]';

const base64 = (content: string | Uint8Array): string => Buffer.from(content).toString('base64');
const check = (content: string | Uint8Array, format: WorkoutFormat) =>
  validateWorkoutFile({ base64: base64(content) }, format);
const bad = (detail: string) => ({ kind: 'bad-workout-file', facts: { detail } });

/** Samples in a format that Intervals.icu makes too. */
const courses = sampleWorkouts.flatMap(({ name, text }) => {
  const format = WORKOUT_FORMATS.find(ending => name.endsWith(`.${ending}`));
  return format ? { name, text, format } : [];
});

describe('validateWorkoutFile', () => {
  test.each<[WorkoutFormat, string | Uint8Array]>([
    ['zwo', ZWO],
    ['fit', fitWorkoutFile('Intervals')],
    ['mrc', MRC],
    ['erg', MRC.replace('PERCENT', 'WATTS')],
  ])('accepts a file as %s and returns its bytes unchanged', async (format, content) => {
    const { bytes, digest } = await check(content, format);
    expect(Buffer.from(bytes).equals(Buffer.from(content))).toBe(true);
    expect(digest).toMatch(/^[0-9a-f]{64}$/);
  });

  test.each(courses)('accepts a file as another program writes it: $name', async ({ text, format }) => {
    await expect(check(text, format)).resolves.toBeDefined();
  });

  test.each<[string, WorkoutFormat, string | Uint8Array, string]>([
    ['without steps', 'zwo', '<workout_file><workout/></workout_file>', 'no steps'],
    ['that is a web page', 'zwo', '<html><body>Sign in</body></html>', '<html> instead of <workout_file>'],
    ['that was cut off', 'zwo', ZWO.slice(0, -15), 'line 1: cut off inside <workout_file>'],
    ['that is a recording', 'fit', fitFile({ startMs: Date.UTC(2026, 10, 22) }), 'a FIT file, but no workout'],
    ['with a wrong checksum', 'fit', fitWorkoutFile('x').with(20, 99), 'file CRC'],
    ['in another format', 'fit', ZWO, 'no FIT header'],
    ['without data', 'mrc', MRC.replace(/\d.*\d/s, ''), 'no steps'],
    ['without a header', 'erg', MRC.slice(20), 'no [COURSE HEADER] and [COURSE DATA]'],
    ['of 3 MB', 'zwo', 'x'.repeat(3 * 2 ** 20), 'over 2097152 bytes'],
  ])('refuses a file %s (%s)', async (_, format, content, detail) => {
    await expect(check(content, format)).rejects.toMatchObject(bad(detail));
  });

  // In linear time: a pattern with backtracking would run for hours.
  test.each([
    ['sections', `[COURSE HEADER]${'[END COURSE HEADER][COURSE DATA]'.repeat(20_000)}`],
    ['blank lines', MRC.replace(/\d.*\d/s, '\n'.repeat(1_000_000))],
  ])('refuses very large %s', async (_, content) => {
    await expect(check(content, 'mrc')).rejects.toMatchObject({ kind: 'bad-workout-file' });
  });

  test('returns the same content digest for a FIT file that was made again, and another one for another workout', async () => {
    const at = (secs: number, steps = 1) =>
      new FitWriter()
        .message(0, 0, [
          [0, 'enum', 5],
          [4, 'uint32', secs],
        ])
        .message(1, 26, [[6, 'uint16', steps]])
        .finish();
    const [first, again, other] = await Promise.all(
      [at(1000), at(2000), at(1000, 2)].map(bytes => check(bytes, 'fit')),
    );
    expect(again?.digest).not.toBe(first?.digest);
    expect(again?.contentDigest).toBe(first?.contentDigest);
    expect(other?.contentDigest).not.toBe(first?.contentDigest);
  });

  test.each(['', '!!!!', 'abc', ' YWJj', 'YWJj\n', 'YW=j', '===='])('refuses %j, which is not base64', async text => {
    await expect(validateWorkoutFile({ base64: text }, 'zwo')).rejects.toMatchObject(bad('no base64'));
  });
});
