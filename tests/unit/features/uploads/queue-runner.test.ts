import { describe, expect, test } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { connectWithKey, disconnectAccount } from '../../../../lib/features/account/connect.ts';
import { uploadQueue } from '../../../../lib/features/uploads/queue-runner.ts';
import { undoUpload } from '../../../../lib/features/uploads/undo-upload.ts';
import * as outbox from '../../../../lib/features/uploads/upload-commands.ts';
import { updateUploads } from '../../../../lib/features/uploads/upload-store.ts';
import { getBreaker } from '../../../../lib/services/intervals/circuit-breaker.ts';
import { badReplies } from '../../../emulator/emulator.ts';
import { differentRecordings, fitFile, fitWorkoutFile, gpxFile } from '../../../fixtures/recordings.ts';
import {
  addAndDrain,
  CAPTURE,
  emulator,
  only,
  PERSON,
  posts,
  ride,
  START,
  uploads,
} from '../../../support/uploads-driver.ts';

describe('a recording that was dropped', () => {
  test('arrives with its bytes, its Garmin id and its name', async () => {
    const bytes = fitFile({ startMs: START });
    await addAndDrain([new File([bytes], '21000000001_ACTIVITY.fit')]);

    const [arrived] = emulator.activities();
    expect(Buffer.from(arrived?.bytes ?? []).equals(bytes)).toBe(true);
    expect(arrived?.external_id).toBe('21000000001');
    expect(await only()).toMatchObject({ state: { name: 'uploaded' }, createdIds: [arrived?.id] });
  });

  test('with a title that fills a page is sent with the beginning of it', async () => {
    await addAndDrain([new File([gpxFile({ startMs: START, title: 'é'.repeat(50_000) })], 'long.gpx')]);

    expect(emulator.activities()[0]?.name).toMatch(/^é{200}$/);
  });

  test('is not sent when the very activity is there, and is linked to it', async () => {
    const there = emulator.seed.activity({ file: fitFile({ startMs: START }), name: 'From Garmin' });
    await addAndDrain([new File([gpxFile({ startMs: START })], 'same.gpx')]);

    expect(posts()).toHaveLength(0);
    expect(await only()).toMatchObject({
      state: { name: 'duplicate', matchKind: 'same-activity' },
      activities: [{ id: there.id, name: 'From Garmin' }],
      createdIds: [],
    });
  });

  test('is sent when it only starts with one that is there, and says so', async () => {
    const there = emulator.seed.activity({
      file: fitFile({ startMs: START, durationSecs: 1200 }),
      name: 'Long',
    });
    await addAndDrain([ride()]);

    expect(await only()).toMatchObject({
      state: { name: 'uploaded' },
      similarActivity: { id: there.id, kind: 'same-start' },
    });
  });

  test('is sent beside a stub of Strava, which it turns into a full activity', async () => {
    emulator.seed.activity({ file: fitFile({ startMs: START }), source: 'STRAVA' });
    await addAndDrain([ride()]);

    expect(posts()).toHaveLength(1);
  });

  test('goes out once, though it is dropped many times', async () => {
    await Promise.all([
      outbox.addFiles([ride()], PERSON),
      outbox.addFiles([ride(), ride('copy.fit')], PERSON),
    ]);
    await uploadQueue.trigger();
    await addAndDrain([ride()]);

    expect(posts()).toHaveLength(1);
    expect(emulator.activities()).toHaveLength(1);
    expect(await only()).toMatchObject({ state: { name: 'duplicate', matchKind: 'same-file' } });
  });

  test('goes out again when its activity was deleted on Intervals.icu since', async () => {
    await addAndDrain([ride()]);
    await undoUpload((await only()).id);
    expect(emulator.activities()).toHaveLength(0);
    await addAndDrain([ride()]);

    expect(await only()).toMatchObject({ state: { name: 'uploaded' } });
  });
});

describe('a recording that came by itself', () => {
  test('is held for a person when it may be there already', async () => {
    const there = emulator.seed.activity({ file: fitFile({ startMs: START, durationSecs: 1200 }) });
    await addAndDrain([ride()], CAPTURE);

    expect(posts()).toHaveLength(0);
    expect((await only()).state).toMatchObject({
      name: 'held',
      why: 'possible-duplicate',
      match: { id: there.id },
    });
  });

  test('is sent on a person’s word, whatever was found', async () => {
    emulator.seed.activity({ file: fitFile({ startMs: START, durationSecs: 1200 }) });
    await addAndDrain([ride()], CAPTURE);
    await outbox.sendAnyway((await only()).id);
    await uploadQueue.trigger();

    expect((await only()).state.name).toBe('uploaded');
  });

  test('is held when what is there cannot be read', async () => {
    emulator.fail({
      match: { method: 'GET', path: /activities/ },
      times: 'always',
      reply: badReplies.serverError,
    });
    await addAndDrain([ride()], CAPTURE);
    for (const _ of ['second try', 'third try']) {
      await updateUploads(['queued'], upload => ({ ...upload, state: { name: 'queued', dueAt: 0 } }));
      await uploadQueue.trigger();
    }

    expect((await only()).state).toEqual({ name: 'held', why: 'could-not-check' });
    expect(posts()).toHaveLength(0);
  });

  test('is passed over when it is no recording', async () => {
    const added = await addAndDrain([new File([fitWorkoutFile('4 x 8')], 'tempo.fit')], CAPTURE);

    expect(added).toMatchObject({ added: 0, skipped: 1 });
    expect(await uploads()).toEqual([]);
  });
});

describe('when something is in the way', () => {
  test('a key that is not accepted any more stops the outbox, and connecting again sends everything', async () => {
    emulator.revokeKey();
    await addAndDrain(differentRecordings(5).map(({ bytes, name }) => new File([bytes], name)));

    expect((await getBreaker()).blocked).toMatchObject({ kind: 'unauthorized' });
    expect((await uploads()).every(({ state }) => state.name === 'queued')).toBe(true);

    emulator.changeKey('fresh');
    await connectWithKey('fresh');
    await uploadQueue.trigger();

    expect(emulator.activities()).toHaveLength(5);
  });

  test('another account holds what was for the first one, and the first one gets it when it is back', async () => {
    const other = emulator.addAthlete({ id: 'i2', name: 'Other' });
    await outbox.pauseUploads();
    await addAndDrain([ride()]);
    await connectWithKey(other.key);

    expect((await only()).state).toMatchObject({ name: 'held', why: 'account-changed' });

    await outbox.resumeUploads();
    await uploadQueue.trigger();
    await connectWithKey(emulator.athlete.key);
    await uploadQueue.trigger();

    expect(emulator.activities('i2')).toHaveLength(0);
    expect(emulator.activities()).toHaveLength(1);
  });

  test('what was added for both athletes is sent once to the one who is connected', async () => {
    const other = emulator.addAthlete({ id: 'i2', name: 'Other' });
    await outbox.pauseUploads();
    await addAndDrain([ride()]);
    await connectWithKey(other.key);
    await addAndDrain([ride()]);
    const held = (await uploads()).find(({ athlete }) => athlete === emulator.athlete.id);
    await outbox.sendAnyway(held?.id ?? '');
    await outbox.resumeUploads();
    await uploadQueue.trigger();

    expect(await only()).toMatchObject({ athlete: 'i2', state: { name: 'uploaded' } });
    expect(emulator.activities()).toHaveLength(0);
  });

  test('a recording that is on its way cannot be removed any more', async () => {
    const held = emulator.fail({ match: { method: 'POST' }, hold: true });
    await outbox.addFiles([ride()], PERSON);
    await emulator.until(() => held.strikes === 1);
    await outbox.removeUploads([(await only()).id]);
    emulator.mend();
    await uploadQueue.trigger();

    expect((await only()).state.name).toBe('uploaded');
  });

  test('a recording that is added while the last one finishes is not forgotten', async () => {
    for (let n = 0; n < 8; n += 1) {
      await outbox.addFiles([ride(`${n}.fit`, START - n * 86_400_000)], PERSON);
      await emulator.until(() => emulator.activities().length === n + 1);
    }
    await uploadQueue.trigger();

    expect((await uploads()).every(({ state }) => state.name === 'uploaded')).toBe(true);
  });

  test('Retry-After is honoured by the whole outbox, and an alarm is set for it', async () => {
    emulator.fail({
      match: { method: 'POST' },
      reply: { status: 429, headers: { 'retry-after': '120' }, body: '' },
    });
    const before = Date.now();
    await addAndDrain([ride(), ride('other.fit', START + 86_400_000)]);

    const until = (await getBreaker()).backoff?.until ?? 0;
    expect(until).toBeGreaterThanOrEqual(before + 120_000);
    expect((await fakeBrowser.alarms.get(uploadQueue.name))?.scheduledTime).toBeGreaterThanOrEqual(until);
    expect((await uploads()).some(({ state }) => state.name === 'queued')).toBe(true);
  });

  test('a worker that died in the middle is taken over, and its activity is not made twice', async () => {
    emulator.fail({ match: { method: 'POST' }, stage: 'after processing', cut: true });
    await addAndDrain([ride()]);
    await updateUploads(['queued'], upload => ({ ...upload, state: { name: 'sending', since: 0 } }));
    await uploadQueue.trigger();

    expect(emulator.activities()).toHaveLength(1);
    expect(await only()).toMatchObject({
      state: { name: 'uploaded' },
      createdIds: [emulator.activities()[0]?.id],
    });
  });

  test('without an account everything waits', async () => {
    await outbox.pauseUploads();
    await addAndDrain([ride()]);
    await disconnectAccount();
    await outbox.resumeUploads();
    await uploadQueue.trigger();

    expect((await only()).state.name).toBe('queued');
    expect(posts()).toHaveLength(0);
  });
});

test('undo deletes what the upload created and nothing else', async () => {
  const mine = emulator.seed.activity({ file: fitFile({ startMs: START - 86_400_000 }) });
  await addAndDrain([ride()]);
  await undoUpload((await only()).id);

  expect(emulator.activities().map(({ id }) => id)).toEqual([mine.id]);
  expect(await uploads()).toEqual([]);
});

test('many recordings cost one look at what is there', async () => {
  await outbox.pauseUploads();
  await addAndDrain(differentRecordings(40).map(({ bytes, name }) => new File([bytes], name)));
  await outbox.resumeUploads();
  await uploadQueue.trigger();

  expect(emulator.activities()).toHaveLength(40);
  expect(
    emulator.requests.filter(({ path, method }) => method === 'GET' && path.endsWith('/activities')),
  ).toHaveLength(1);
});
