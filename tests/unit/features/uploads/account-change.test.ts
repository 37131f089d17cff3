import { expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { connectWithKey, disconnectAccount } from '../../../../lib/features/account/connect.ts';
import { processQueue } from '../../../../lib/features/uploads/queue-runner.ts';
import * as outbox from '../../../../lib/features/uploads/upload-commands.ts';
import { updateUploads } from '../../../../lib/features/uploads/upload-store.ts';
import { toUtcDate } from '../../../../lib/platform/time.ts';
import { setUploadsPaused } from '../../../../lib/services/intervals/circuit-breaker.ts';
import { API_KEY_LIMITS } from '../../../../lib/services/intervals/rate-limits.ts';
import { fitFile } from '../../../fixtures/recordings.ts';
import {
  addAndDrain,
  CAPTURE,
  emulator,
  json,
  only,
  PERSON,
  ride,
  START,
} from '../../../support/uploads-driver.ts';

test('an answer to another question does not send a recording to another athlete', async () => {
  emulator.seed.activity({ file: fitFile({ startMs: START, durationSecs: 1200 }) });
  const other = emulator.addAthlete({ id: 'i2', name: 'Other' });
  await addAndDrain([ride()], CAPTURE);
  await connectWithKey(other.key);
  await outbox.sendAnyway((await only()).id);
  await processQueue();
  expect(emulator.activities('i2')).toHaveLength(0);
  expect((await only()).state).toMatchObject({ name: 'held', why: 'account-changed' });
});

test('a reply that names another athlete is no success', async () => {
  emulator.fail({
    match: { method: 'POST' },
    reply: json(201, { icu_athlete_id: 'i666', activities: [{ id: 'i1' }] }),
  });
  await addAndDrain([ride()]);
  expect((await only()).state).toMatchObject({ name: 'failed', problem: { kind: 'wrong-athlete' } });
});

test('what is held for the athlete who connects goes on, whoever was connected before', async () => {
  await outbox.pauseUploads();
  await addAndDrain([ride()]);
  await updateUploads(['queued'], upload => ({ ...upload, state: { name: 'held', why: 'account-changed' } }));
  await connectWithKey(emulator.athlete.key);
  expect((await only()).state.name).toBe('queued');
});

test('nothing goes out any more with a key that is being forgotten', async () => {
  await outbox.pauseUploads();
  await addAndDrain([ride()]);
  await setUploadsPaused(false);
  const gone = disconnectAccount();
  for (let n = 0; n < 50; n += 1) {
    void processQueue();
    await Promise.resolve();
  }
  await gone;
  emulator.clearRequests();
  await processQueue();
  expect(emulator.activities()).toHaveLength(0);
});

test('an account can be changed though nothing can be stored of what is under way', async () => {
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
  await processQueue();
  expect((await only()).state.name).toBe('uploaded');
});

test('another account can be connected when the budget is spent', async () => {
  await fakeBrowser.storage.local.set({
    'request-usage': {
      lastSecond: [],
      minutes: {},
      day: { date: toUtcDate(Date.now()), requests: API_KEY_LIMITS.perDay },
    },
  });
  await expect(connectWithKey(emulator.athlete.key)).resolves.toBeDefined();
});
