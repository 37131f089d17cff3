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

describe('a dropped recording', () => {
  test('is uploaded with its bytes, its Garmin ID and its name', async () => {
    const bytes = fitFile({ startMs: START });
    await addAndDrain([new File([bytes], '21000000001_ACTIVITY.fit')]);

    const [arrived] = emulator.activities();
    expect(Buffer.from(arrived?.bytes ?? []).equals(bytes)).toBe(true);
    expect(arrived?.external_id).toBe('21000000001');
    expect(await only()).toMatchObject({ state: { name: 'uploaded' }, createdIds: [arrived?.id] });
  });

  test('is uploaded with the beginning of a title that is too long', async () => {
    await addAndDrain([new File([gpxFile({ startMs: START, title: 'é'.repeat(50_000) })], 'long.gpx')]);

    expect(emulator.activities()[0]?.name).toMatch(/^é{200}$/);
  });

  test('is not uploaded when the same activity is on Intervals.icu, and is linked to it', async () => {
    const there = emulator.seed.activity({ file: fitFile({ startMs: START }), name: 'From Garmin' });
    await addAndDrain([new File([gpxFile({ startMs: START })], 'same.gpx')]);

    expect(posts()).toHaveLength(0);
    expect(await only()).toMatchObject({
      state: { name: 'duplicate', matchKind: 'same-activity' },
      activities: [{ id: there.id, name: 'From Garmin' }],
      createdIds: [],
    });
  });

  test('is uploaded when an activity only starts at the same time, and says so', async () => {
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

  test('is uploaded when there is only a Strava placeholder, and fills it', async () => {
    emulator.seed.activity({ file: fitFile({ startMs: START }), source: 'STRAVA' });
    await addAndDrain([ride()]);

    expect(posts()).toHaveLength(1);
  });

  test('is uploaded once although it is dropped many times', async () => {
    await Promise.all([outbox.addFiles([ride()], PERSON), outbox.addFiles([ride(), ride('copy.fit')], PERSON)]);
    await uploadQueue.trigger();
    await addAndDrain([ride()]);

    expect(posts()).toHaveLength(1);
    expect(emulator.activities()).toHaveLength(1);
    expect(await only()).toMatchObject({ state: { name: 'duplicate', matchKind: 'same-file' } });
  });

  test('is uploaded again when its activity was deleted on Intervals.icu meanwhile', async () => {
    await addAndDrain([ride()]);
    await undoUpload((await only()).id);
    expect(emulator.activities()).toHaveLength(0);
    await addAndDrain([ride()]);

    expect(await only()).toMatchObject({ state: { name: 'uploaded' } });
  });
});

describe('an automatically captured recording', () => {
  test('is held when it may be on Intervals.icu already', async () => {
    const there = emulator.seed.activity({ file: fitFile({ startMs: START, durationSecs: 1200 }) });
    await addAndDrain([ride()], CAPTURE);

    expect(posts()).toHaveLength(0);
    expect((await only()).state).toMatchObject({
      name: 'held',
      why: 'possible-duplicate',
      match: { id: there.id },
    });
  });

  test('is uploaded when the athlete confirms it, whatever was found', async () => {
    emulator.seed.activity({ file: fitFile({ startMs: START, durationSecs: 1200 }) });
    await addAndDrain([ride()], CAPTURE);
    await outbox.sendAnyway((await only()).id);
    await uploadQueue.trigger();

    expect((await only()).state.name).toBe('uploaded');
  });

  test('is held when the activities on Intervals.icu cannot be read', async () => {
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

  test('is skipped when it is no recording', async () => {
    const added = await addAndDrain([new File([fitWorkoutFile('4 x 8')], 'tempo.fit')], CAPTURE);

    expect(added).toMatchObject({ added: 0, skipped: 1 });
    expect(await uploads()).toEqual([]);
  });
});

describe('the outbox', () => {
  test('stops at a key that is no longer accepted, and uploads everything when the athlete connects again', async () => {
    emulator.revokeKey();
    await addAndDrain(differentRecordings(5).map(({ bytes, name }) => new File([bytes], name)));

    expect((await getBreaker()).blocked).toMatchObject({ kind: 'unauthorized' });
    expect((await uploads()).every(({ state }) => state.name === 'queued')).toBe(true);

    emulator.changeKey('fresh');
    await connectWithKey('fresh');
    await uploadQueue.trigger();

    expect(emulator.activities()).toHaveLength(5);
  });

  test('holds the recordings of one athlete while another is connected, and uploads them when the first is back', async () => {
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

  test('uploads a file that was added for two athletes once, to the one who is connected', async () => {
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

  test('does not remove a recording that is being uploaded', async () => {
    const held = emulator.fail({ match: { method: 'POST' }, hold: true });
    await outbox.addFiles([ride()], PERSON);
    await emulator.until(() => held.strikes === 1);
    await outbox.removeUploads([(await only()).id]);
    emulator.mend();
    await uploadQueue.trigger();

    expect((await only()).state.name).toBe('uploaded');
  });

  test('uploads a recording that is added while the last one finishes', async () => {
    for (let n = 0; n < 8; n += 1) {
      await outbox.addFiles([ride(`${n}.fit`, START - n * 86_400_000)], PERSON);
      await emulator.until(() => emulator.activities().length === n + 1);
    }
    await uploadQueue.trigger();

    expect((await uploads()).every(({ state }) => state.name === 'uploaded')).toBe(true);
  });

  test('honours Retry-After for all uploads, and sets an alarm for it', async () => {
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

  test('continues after the worker was stopped in the middle, and creates no activity twice', async () => {
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

  test('waits without an account', async () => {
    await outbox.pauseUploads();
    await addAndDrain([ride()]);
    await disconnectAccount();
    await outbox.resumeUploads();
    await uploadQueue.trigger();

    expect((await only()).state.name).toBe('queued');
    expect(posts()).toHaveLength(0);
  });
});

test('undoing an upload deletes what it created and nothing else', async () => {
  const mine = emulator.seed.activity({ file: fitFile({ startMs: START - 86_400_000 }) });
  await addAndDrain([ride()]);
  await undoUpload((await only()).id);

  expect(emulator.activities().map(({ id }) => id)).toEqual([mine.id]);
  expect(await uploads()).toEqual([]);
});

test('many recordings are checked with one request', async () => {
  await outbox.pauseUploads();
  await addAndDrain(differentRecordings(40).map(({ bytes, name }) => new File([bytes], name)));
  await outbox.resumeUploads();
  await uploadQueue.trigger();

  expect(emulator.activities()).toHaveLength(40);
  expect(emulator.requests.filter(({ path, method }) => method === 'GET' && path.endsWith('/activities'))).toHaveLength(
    1,
  );
});
