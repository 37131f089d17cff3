import { expect, test } from 'vitest';
import { connectWithKey } from '../../../../lib/features/account/connect.ts';
import { uploadQueue } from '../../../../lib/features/uploads/queue-runner.ts';
import * as outbox from '../../../../lib/features/uploads/upload-commands.ts';
import { badReplies } from '../../../emulator/emulator.ts';
import { fitFile, gpxFile, tcxFile } from '../../../fixtures/recordings.ts';
import { addAndDrain, emulator, json, only, posts, ride, START, uploads } from '../../../support/uploads-driver.ts';

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
