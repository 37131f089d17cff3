import { expect, test } from 'vitest';
import { FitWriter, fitTime } from '../../fixtures/fit-writer.ts';
import {
  fitFile,
  fitFileOfType,
  fitWorkoutFile,
  gpxFile,
  makeGzip,
  makeZip,
  tcxFile,
} from '../../fixtures/recordings.ts';
import { readRecordings } from './read-recordings.ts';
import { NotARecording } from './recording.ts';

const spec = { startMs: Date.UTC(2026, 2, 1, 7), durationSecs: 120, sport: 'run' } as const;
const later = { ...spec, startMs: Date.UTC(2026, 2, 1, 12), sport: 'walk' } as const;

test.each([
  ['fit', fitFile(spec)],
  ['tcx', tcxFile(spec)],
  ['gpx', gpxFile(spec)],
])('a %s file is read with its start, sport, duration and distance', (fileType, bytes) => {
  const [recording] = readRecordings(bytes);
  expect(recording).toMatchObject({ fileType, activities: [{ type: 'Run', elapsedTime: 120 }] });
  expect(recording?.activities[0]?.startDate?.toISOString()).toBe('2026-03-01T07:00:00.000Z');
  // Two minutes at the pace of a runner.
  expect(recording?.activities[0]?.distance).toBeGreaterThan(300);
  expect(recording?.activities[0]?.distance).toBeLessThan(450);
});

test('the hash is of the recording, however it is compressed', () => {
  const bytes = fitFile(spec);
  const packed = [
    makeGzip(bytes),
    makeZip([{ name: 'ride.fit', bytes }]),
    makeZip([{ name: 'ride.fit.gz', bytes: makeGzip(bytes) }]),
  ];
  const hashes = [bytes, ...packed].map(upload => readRecordings(upload)[0]?.sha256);
  expect(new Set(hashes).size).toBe(1);
});

test('a zip yields every recording in it, and nothing else', () => {
  const members = [
    { name: 'readme.txt', bytes: new TextEncoder().encode('hello') },
    { name: 'a.fit', bytes: fitFile(spec) },
    { name: 'plan.fit', bytes: fitWorkoutFile('Openers') },
    { name: 'b.gpx', bytes: gpxFile(later) },
  ];
  expect(readRecordings(makeZip(members)).map(({ fileType }) => fileType)).toEqual(['fit', 'gpx']);
});

test('a chained FIT file yields an activity for every part', () => {
  const [recording] = readRecordings(Buffer.concat([fitFile(spec), fitFile(later)]));
  expect(recording?.activities.map(({ type }) => type)).toEqual(['Run', 'Walk']);
});

test('a multisport FIT file yields an activity for every session', () => {
  const [recording] = readRecordings(multisportFile());
  expect(recording?.activities.map(({ type, elapsedTime }) => [type, elapsedTime])).toEqual([
    ['Swim', 600],
    ['Transition', 60],
    ['Ride', 1200],
  ]);
});

test('a FIT file whose messages cannot be decoded yields an activity without details', () => {
  const bytes = fitFile(spec);
  bytes.fill(0x00, 14, bytes.length - 2);
  expect(readRecordings(bytes)[0]?.activities).toEqual([{ type: 'Workout' }]);
});

test.each([
  ['nothing', new Uint8Array()],
  ['a web page', new TextEncoder().encode('<!DOCTYPE html><html><body>Sign in</body></html>')],
  ['a truncated FIT file', fitFile(spec).subarray(0, 500)],
  ['a truncated TCX file', tcxFile(spec).subarray(0, 900)],
  ['a workout', fitWorkoutFile('Openers')],
  ['a FIT course', fitFileOfType(6)],
  ['a broken gzip', makeGzip(fitFile(spec)).subarray(0, 300)],
  ['an empty zip', makeZip([])],
])('%s is refused as a recording', (_, bytes) => {
  expect(() => readRecordings(bytes)).toThrow(NotARecording);
});

/** Swim, transition, ride: the sessions that matter, and nothing else. */
function multisportFile(): Uint8Array {
  const writer = new FitWriter();
  const start = fitTime(spec.startMs);
  writer.message(0, 0, [
    [0, 'enum', 4],
    [4, 'uint32', start],
  ]);
  let at = start;
  for (const [sport, seconds] of [
    [5, 600],
    [3, 60],
    [2, 1200],
  ] as const) {
    writer.message(1, 18, [
      [253, 'uint32', at + seconds],
      [2, 'uint32', at],
      [5, 'enum', sport],
      [7, 'uint32', seconds * 1000],
    ]);
    at += seconds;
  }
  return writer.finish();
}
