import { expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { connect, disconnect } from '../../../lib/account.ts';
import { LIMITS } from '../../../lib/intervals/budget.ts';
import { drain } from '../../../lib/outbox/drain.ts';
import { setPaused } from '../../../lib/outbox/gate.ts';
import * as outbox from '../../../lib/outbox/outbox.ts';
import { changeUploads } from '../../../lib/outbox/store.ts';
import { utcDate } from '../../../lib/time.ts';
import { fitFile } from '../../fixtures/recordings.ts';
import {
  addAndDrain,
  CAPTURE,
  emulator,
  json,
  only,
  PERSON,
  ride,
  START,
} from '../../support/uploads-driver.ts';

test('an answer to another question does not send a recording to another athlete', async () => {
  emulator.seed.activity({ file: fitFile({ startMs: START, durationSecs: 1200 }) });
  const other = emulator.addAthlete({ id: 'i2', name: 'Other' });
  await addAndDrain([ride()], CAPTURE);
  await connect(other.key);
  await outbox.sendAnyway((await only()).id);
  await drain();
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
  await outbox.pause();
  await addAndDrain([ride()]);
  await changeUploads(['queued'], upload => ({ ...upload, state: { name: 'held', why: 'account-changed' } }));
  await connect(emulator.athlete.key);
  expect((await only()).state.name).toBe('queued');
});

test('nothing goes out any more with a key that is being forgotten', async () => {
  await outbox.pause();
  await addAndDrain([ride()]);
  await setPaused(false);
  const gone = disconnect();
  for (let n = 0; n < 50; n += 1) {
    void drain();
    await Promise.resolve();
  }
  await gone;
  emulator.clearRequests();
  await drain();
  expect(emulator.activities()).toHaveLength(0);
});

test('an account can be changed though nothing can be stored of what is under way', async () => {
  vi.stubGlobal('reportError', vi.fn());
  const held = emulator.fail({ match: { method: 'POST' }, hold: true });
  await outbox.add([ride()], PERSON);
  await emulator.until(() => held.strikes === 1);
  const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
    throw new DOMException('disk', 'UnknownError');
  });
  await disconnect();
  put.mockRestore();
  emulator.mend();
  await connect(emulator.athlete.key);
  await drain();
  expect((await only()).state.name).toBe('uploaded');
});

test('another account can be connected when the budget is spent', async () => {
  await fakeBrowser.storage.local.set({
    spent: { lately: [], minutes: {}, day: { date: utcDate(Date.now()), requests: LIMITS.perDay } },
  });
  await expect(connect(emulator.athlete.key)).resolves.toBeDefined();
});
