import { describe, expect, test } from 'vitest';
import { FitWriter, fitTime } from '../../../fixtures/fit-writer.ts';
import { inspectBytes, readRecording } from '../../../support/inspect-bytes.ts';

const START = Date.UTC(2026, 9, 3, 8);
const HOUR_SECS = 3600;
const at = (secs: number) => START + secs * 1000;
const seconds = (from: number, count: number) => Array.from({ length: count }, (_, n) => from + n);

interface Spec {
  type?: number;
  /** Seconds after the start. */
  records: number[];
  sessions?: { startSecs: number; elapsedSecs: number; sport?: number }[];
}

function fitOf({ type = 4, records, sessions = [] }: Spec) {
  const writer = new FitWriter().message(0, 0, [
    [0, 'enum', type],
    [4, 'uint32', fitTime(START)],
  ]);
  for (const secs of records) writer.message(1, 20, [[253, 'uint32', fitTime(START) + secs]]);
  for (const { startSecs, elapsedSecs, sport = 2 } of sessions) {
    writer.message(2, 18, [
      [253, 'uint32', fitTime(START) + startSecs + elapsedSecs],
      [2, 'uint32', fitTime(START) + startSecs],
      [5, 'enum', sport],
      [7, 'uint32', elapsedSecs * 1000],
    ]);
  }
  return writer.finish();
}

describe('A6 a FIT file whose clock was some hours slow in its first records', () => {
  const records = [...seconds(-5 * HOUR_SECS, 5), ...seconds(5, 595)];

  test.each([
    ['without a session', []],
    ['with a session of the right length', [{ startSecs: -5 * HOUR_SECS, elapsedSecs: 600 }]],
  ])('is a doubt, and the duplicate check looks at the other start (%s)', async (_, sessions) => {
    const { possibleStarts, warnings } = await readRecording(fitOf({ records, sessions }));

    expect(possibleStarts).toContain(at(5));
    expect(warnings).toContain('odd-times');
  });

  test('may have begun as long before its last record as its session lasts', async () => {
    const slow = [...seconds(-5 * HOUR_SECS, 30), ...seconds(30, 571)];
    const sessions = [{ startSecs: -5 * HOUR_SECS, elapsedSecs: 600 }];

    expect((await readRecording(fitOf({ records: slow, sessions }))).possibleStarts).toEqual([START]);
  });
});

describe('A6 the sessions of a FIT file whose starts cannot be', () => {
  test('follow one another from the first record', async () => {
    const monthAgo = -30 * 24 * HOUR_SECS;
    const sessions = [
      { startSecs: monthAgo, elapsedSecs: 200, sport: 5 },
      { startSecs: monthAgo + 200, elapsedSecs: 50, sport: 3 },
      { startSecs: monthAgo + 250, elapsedSecs: 350, sport: 1 },
    ];

    expect((await readRecording(fitOf({ records: seconds(0, 601), sessions }))).sessions).toMatchObject([
      { sport: 'swim', startMs: START, durationSecs: 200 },
      { startMs: at(200), durationSecs: 50 },
      { sport: 'run', startMs: at(250), durationSecs: 350 },
    ]);
  });

  test('have the length of the records where they say none', async () => {
    const sessions = [{ startSecs: 0, elapsedSecs: 0 }];

    expect((await readRecording(fitOf({ records: seconds(0, 601), sessions }))).sessions).toMatchObject([
      { startMs: START, durationSecs: 600 },
    ]);
  });
});

test('C3 a FIT file of an unknown type with records alone says when it was, for the duplicate check', async () => {
  expect(await inspectBytes(fitOf({ type: 100, records: seconds(0, 601) }))).toMatchObject([
    { verdict: 'not-a-recording', fileKind: 'other', recording: { sessions: [{ startMs: START, durationSecs: 600 }] } },
  ]);
});
