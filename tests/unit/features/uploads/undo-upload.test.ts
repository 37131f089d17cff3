import { expect, test } from 'vitest';
import { uploadQueue } from '../../../../lib/features/uploads/queue-runner.ts';
import { undoUpload } from '../../../../lib/features/uploads/undo-upload.ts';
import type { Upload } from '../../../../lib/features/uploads/upload.ts';
import * as outbox from '../../../../lib/features/uploads/upload-commands.ts';
import { onChanged } from '../../../../lib/platform/change-events.ts';
import { fitFile, gpxFile } from '../../../fixtures/recordings.ts';
import {
  addAndDrain,
  DAY,
  emulator,
  json,
  only,
  PERSON,
  ride,
  START,
  uploads,
} from '../../../support/uploads-driver.ts';

test('undo does not delete parts of a recording that existed before', async () => {
  const swim = fitFile({ startMs: START, sport: 'swim' });
  const there = emulator.seed.activity({ file: swim });
  emulator.fail({
    match: { method: 'POST' },
    reply: json(201, { activities: [{ id: there.id }, { id: 'i77' }] }),
  });
  await addAndDrain([new File([swim, fitFile({ startMs: START + 3_600_000 })], 'brick.fit')]);
  expect((await only()).createdIds).toEqual(['i77']);
});

test('a file that is added again during an undo stays in the outbox', async () => {
  await addAndDrain([ride()]);
  const { id } = await only();
  const held = emulator.fail({ match: { method: 'DELETE' }, stage: 'after processing', hold: true });
  const undone = undoUpload(id);
  await emulator.until(() => held.strikes === 1);
  await outbox.pauseUploads();
  await outbox.addFiles([ride()], PERSON);
  emulator.mend();
  await undone;
  expect(await uploads()).toHaveLength(1);
});

test('a file is uploaded again when it is dropped again after an undo, however busy the outbox is', async () => {
  const slow = new File([gpxFile({ startMs: START - 5 * DAY, title: 'Slow' })], 'slow.gpx');
  emulator.fail({ match: { method: 'POST', path: /name=Slow/ }, hold: true });
  await outbox.pauseUploads();
  await addAndDrain([ride(), slow]);
  const sent = uploaded('ride.fit');
  await outbox.resumeUploads();
  await undoUpload((await sent).id);
  await outbox.addFiles([ride()], PERSON);
  await emulator.until(() => emulator.activities().length === 1);
  emulator.mend();
  await uploadQueue.trigger();

  expect(emulator.activities()).toHaveLength(2);
});

/** The upload of this name, as soon as it says that it arrived. */
function uploaded(name: string): Promise<Upload> {
  const { promise, resolve } = Promise.withResolvers<Upload>();
  const stop = onChanged(async () => {
    const found = (await uploads()).find(upload => upload.name === name && upload.state.name === 'uploaded');
    if (!found) return;
    stop();
    resolve(found);
  });
  return promise;
}

test('undo does not delete an activity that another program uploaded while an answer was lost', async () => {
  emulator.fail({ match: { method: 'POST' }, stage: 'before body', cut: true });
  await addAndDrain([ride()]);
  const there = emulator.seed.activity({ file: fitFile({ startMs: START }), source: 'GARMIN_CONNECT' });
  await outbox.retryUploads([(await only()).id]);
  await uploadQueue.trigger();
  expect((await only()).createdIds).not.toContain(there.id);
});
