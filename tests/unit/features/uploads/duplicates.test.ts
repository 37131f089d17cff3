import { describe, expect, test } from 'vitest';
import { connectWithKey } from '../../../../lib/features/account/connect.ts';
import { uploadQueue } from '../../../../lib/features/uploads/queue-runner.ts';
import * as outbox from '../../../../lib/features/uploads/upload-commands.ts';
import { badReplies } from '../../../emulator/emulator.ts';
import { FitWriter, fitTime } from '../../../fixtures/fit-writer.ts';
import { fitFile, gpxFile, tcxFile } from '../../../fixtures/recordings.ts';
import {
  addAndDrain,
  CAPTURE,
  emulator,
  json,
  only,
  posts,
  ride,
  START,
  uploads,
} from '../../../support/uploads-driver.ts';

test('the same ride as FIT and as GPX, dropped together, becomes one activity', async () => {
  await outbox.pauseUploads();
  await addAndDrain([ride(), new File([gpxFile({ startMs: START })], 'ride.gpx')]);
  await outbox.resumeUploads();
  await uploadQueue.trigger();
  expect(emulator.activities()).toHaveLength(1);
});

test('two files of one session without a distance become one activity', async () => {
  const without = (serial: number) =>
    new File(
      [
        new TextDecoder()
          .decode(tcxFile({ startMs: START, serial }))
          .replaceAll(/<DistanceMeters>.*<\/DistanceMeters>|<Position>[\s\S]*?<\/Position>/g, ''),
      ],
      `${serial}.tcx`,
    );
  await outbox.pauseUploads();
  await addAndDrain([without(1), without(2)]);
  await outbox.resumeUploads();
  await uploadQueue.trigger();
  expect(await uploads()).toHaveLength(2);
  expect(emulator.activities()).toHaveLength(1);
});

test('the same ride in another file is not uploaded after a lost answer', async () => {
  emulator.fail({ match: { method: 'POST' }, stage: 'after processing', cut: true });
  await outbox.pauseUploads();
  await addAndDrain([ride(), new File([gpxFile({ startMs: START })], 'ride.gpx')]);
  await outbox.resumeUploads();
  await uploadQueue.trigger();
  await outbox.retryUploadsNow();
  await uploadQueue.trigger();
  expect(emulator.activities()).toHaveLength(1);
});

test('a recording that had to wait is compared with Intervals.icu again', async () => {
  emulator.fail({ match: { method: 'POST' }, reply: badReplies.rateLimited(60) });
  await addAndDrain([ride()]);
  emulator.seed.activity({ file: gpxFile({ startMs: START }) });
  // The pause is of one key.
  emulator.changeKey('another-key-of-this-athlete');
  await connectWithKey(emulator.athlete.key);
  await uploadQueue.trigger();
  expect((await only()).state.name).toBe('duplicate');
});

test('a recording of several sports is uploaded when only one of them is on Intervals.icu', async () => {
  const run = fitFile({ startMs: START + 3_600_000, sport: 'run' });
  emulator.seed.activity({ file: run });
  const both = new File([fitFile({ startMs: START }), run], 'brick.fit');
  await addAndDrain([both]);
  expect(posts()).toHaveLength(1);
});

test('invalid values in the list of activities do not hide a duplicate', async () => {
  emulator.fail({
    match: { method: 'GET', path: /activities/ },
    reply: json(200, [
      { id: 15551234567, source: 'STRAVA' },
      { id: 'i5', type: 'Ride', start_date: new Date(START).toISOString(), elapsed_time: 600, distance: '5' },
      { id: 'i6', type: 'Ride', start_date: new Date(START).toISOString(), elapsed_time: 600 },
    ]),
  });
  await addAndDrain([ride()]);
  expect((await only()).state.name).toBe('duplicate');
});

test('a recording is uploaded although the list of activities is refused', async () => {
  emulator.fail({
    match: { method: 'GET', path: /activities/ },
    times: 'always',
    reply: json(422, { error: 'no' }),
  });
  await addAndDrain([ride()]);
  expect((await only()).state.name).toBe('uploaded');
});

describe('A6 a recording with absurd times', () => {
  const text = new TextDecoder().decode(gpxFile({ startMs: START }));
  const withFirst = (time: string) => new File([text.replace(/(<trkpt.*?<time>)[^<]*/s, `$1${time}`)], 'ride.gpx');

  test.each(['1970-01-01T00:00:00Z', '0000-10-03T08:00:00.000Z'])(
    'is recognised on Intervals.icu when its first point is of %s',
    async time => {
      emulator.seed.activity({ file: fitFile({ startMs: START }) });
      await addAndDrain([withFirst(time)]);

      expect((await only()).state.name).toBe('duplicate');
      expect(posts()).toHaveLength(0);
    },
  );

  test('is a question when every point is of 1970 and the document says when it was written', async () => {
    emulator.seed.activity({ file: fitFile({ startMs: START }) });
    const old = text.replace(/<trk>.*<\/trk>/s, track => track.replaceAll(/\d{4}-\d\d-\d\dT/g, '1970-01-01T'));
    await outbox.addFiles([new File([old], 'ride.gpx')], { via: 'download', automatic: true });
    const [upload] = await uploads();
    await outbox.sendAnyway(upload?.id ?? '');
    await uploadQueue.trigger();

    expect((await only()).state).toMatchObject({ name: 'held', why: 'possible-duplicate' });
    expect(posts()).toHaveLength(0);
  });
});

describe('C3 a fit file of an unknown type', () => {
  const unknown = () =>
    new FitWriter()
      .message(0, 0, [[0, 'enum', 200]])
      .message(1, 18, [
        [253, 'uint32', fitTime(START) + 600],
        [2, 'uint32', fitTime(START)],
        [5, 'enum', 2],
        [7, 'uint32', 600_000],
      ])
      .finish();

  test('that the athlete uploads anyway is still recognised on Intervals.icu', async () => {
    emulator.seed.activity({ file: fitFile({ startMs: START }) });
    await addAndDrain([new File([unknown()], 'odd.fit')]);
    const held = await only();
    expect(held.state).toMatchObject({ name: 'held', why: 'not-a-recording', what: 'other', format: 'fit' });
    await outbox.sendAnyway(held.id);
    await uploadQueue.trigger();

    expect((await only()).state.name).toBe('duplicate');
    expect(posts()).toHaveLength(0);
  });
});

test('A7 a file that macOS keeps beside a recording leaves no row, by its name or by its content', async () => {
  const sidecar = new Uint8Array(4096);
  sidecar.set([0, 5, 22, 7]);
  const result = await outbox.addFiles(
    [new File([sidecar], '2026.fit'), new File([sidecar], '._2026.fit'), new File(['?'], '._b.fit'), ride()],
    { via: 'disk', automatic: false },
  );
  await uploadQueue.trigger();

  expect(result).toMatchObject({ added: 1, skipped: 3, failed: [] });
  expect(await uploads()).toHaveLength(1);
});

test('A5 a damaged fit file that the athlete uploads anyway is still recognised by what can be read of it', async () => {
  const bytes = fitFile({ startMs: START });
  emulator.seed.activity({ file: bytes });
  const flipped = bytes.slice();
  flipped[bytes.length - 1] = (flipped.at(-1) ?? 0) ^ 1;
  await addAndDrain([new File([flipped], 'ride.fit')]);
  const failed = await only();
  expect(failed.state).toMatchObject({ name: 'failed', problem: { kind: 'broken-file' } });
  await outbox.sendAnyway(failed.id);
  await uploadQueue.trigger();

  expect((await only()).state.name).toBe('duplicate');
  expect(posts()).toHaveLength(0);
});

describe('A5 a damaged document that the athlete uploads anyway', () => {
  const utf8 = (text: string) => new TextEncoder().encode(text);
  const behind = (bytes: Uint8Array<ArrayBuffer>) => new Blob([bytes, utf8('<br />Warning')]);
  const cut = (bytes: Uint8Array<ArrayBuffer>) => new Blob([bytes.slice(0, Math.floor(bytes.length * 0.8))]);

  test.each([
    ['GPX with a web page behind it', 'ride.gpx', behind(gpxFile({ startMs: START })), 'duplicate'],
    ['TCX with a web page behind it', 'ride.tcx', behind(tcxFile({ startMs: START })), 'duplicate'],
    ['GPX that is cut off', 'ride.gpx', cut(gpxFile({ startMs: START })), 'held'],
    ['TCX that is cut off', 'ride.tcx', cut(tcxFile({ startMs: START })), 'held'],
  ])('is compared by what is in front of the damage: %s', async (_, name, content, state) => {
    emulator.seed.activity({ file: fitFile({ startMs: START }) });
    await addAndDrain([new File([content], name)], CAPTURE);
    const failed = await only();
    expect(failed.state).toMatchObject({ name: 'failed', problem: { kind: 'broken-file' } });
    await outbox.sendAnyway(failed.id);
    await uploadQueue.trigger();

    expect((await only()).state.name).toBe(state);
    expect(posts()).toHaveLength(0);
  });
});
