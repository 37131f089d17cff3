import { expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { connectWithKey, disconnectAccount } from '../../../../lib/features/account/connect.ts';
import { uploadQueue } from '../../../../lib/features/uploads/queue-runner.ts';
import * as outbox from '../../../../lib/features/uploads/upload-commands.ts';
import { updateUploads } from '../../../../lib/features/uploads/upload-store.ts';
import { toUtcDate } from '../../../../lib/platform/time.ts';
import { setUploadsPaused } from '../../../../lib/services/intervals/circuit-breaker.ts';
import { API_KEY_LIMITS } from '../../../../lib/services/intervals/rate-limits.ts';
import { fitFile } from '../../../fixtures/recordings.ts';
import { addAndDrain, CAPTURE, emulator, json, only, PERSON, ride, START } from '../../../support/uploads-driver.ts';

test('“Upload anyway” for another reason does not upload a recording to another athlete', async () => {
  emulator.seed.activity({ file: fitFile({ startMs: START, durationSecs: 1200 }) });
  const other = emulator.addAthlete({ id: 'i2', name: 'Other' });
  await addAndDrain([ride()], CAPTURE);
  await connectWithKey(other.key);
  await outbox.sendAnyway((await only()).id);
  await uploadQueue.trigger();
  expect(emulator.activities('i2')).toHaveLength(0);
  expect((await only()).state).toMatchObject({ name: 'held', why: 'account-changed' });
});

test('an upload fails when the reply names another athlete', async () => {
  emulator.fail({
    match: { method: 'POST' },
    reply: json(201, { icu_athlete_id: 'i666', activities: [{ id: 'i1' }] }),
  });
  await addAndDrain([ride()]);
  expect((await only()).state).toMatchObject({ name: 'failed', problem: { kind: 'wrong-athlete' } });
});

test('uploads that wait for an athlete are uploaded when that athlete connects, whichever account was connected before', async () => {
  await outbox.pauseUploads();
  await addAndDrain([ride()]);
  await updateUploads(['queued'], upload => ({ ...upload, state: { name: 'held', why: 'account-changed' } }));
  await connectWithKey(emulator.athlete.key);
  expect((await only()).state.name).toBe('queued');
});

test('nothing is uploaded with a key that is being deleted', async () => {
  await outbox.pauseUploads();
  await addAndDrain([ride()]);
  await setUploadsPaused(false);
  const gone = disconnectAccount();
  for (let n = 0; n < 50; n += 1) {
    void uploadQueue.trigger();
    await Promise.resolve();
  }
  await gone;
  emulator.clearRequests();
  await uploadQueue.trigger();
  expect(emulator.activities()).toHaveLength(0);
});

test('an account can be changed although the state of an upload in progress cannot be stored', async () => {
  vi.stubGlobal('reportError', vi.fn());
  const held = emulator.fail({ match: { method: 'POST' }, hold: true });
  await outbox.addFiles([ride()], PERSON);
  await emulator.until(() => held.strikes === 1);
  const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
    throw new DOMException('disk', 'UnknownError');
  });
  await disconnectAccount();
  put.mockRestore();
  emulator.mend();
  await connectWithKey(emulator.athlete.key);
  await uploadQueue.trigger();
  expect((await only()).state.name).toBe('uploaded');
});

test('an account can be connected when the request budget is used up', async () => {
  await fakeBrowser.storage.local.set({
    'request-usage': {
      lastMs: 0,
      minutes: {},
      day: { date: toUtcDate(Date.now()), requests: API_KEY_LIMITS.perDay },
    },
  });
  await expect(connectWithKey(emulator.athlete.key)).resolves.toBeDefined();
});
