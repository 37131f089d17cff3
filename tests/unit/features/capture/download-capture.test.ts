import { expect, test } from 'vitest';
import { connectWithKey } from '../../../../lib/features/account/connect.ts';
import { addToQuestion } from '../../../../lib/features/capture/capture-store.ts';
import { answerCaptureQuestion } from '../../../../lib/features/capture/download-capture.ts';
import { uploadQueue } from '../../../../lib/features/uploads/queue-runner.ts';
import { emulator, only, ride } from '../../../support/uploads-driver.ts';

test('a recording that was asked about for one athlete is not sent to another after a change of account', async () => {
  await addToQuestion('download-1', emulator.athlete.id, ride(), 'digest');
  const other = emulator.addAthlete({ id: 'i2', key: 'other-key-of-somebody-else' });
  await connectWithKey(other.key);
  await answerCaptureQuestion('download-1', true);
  await uploadQueue.trigger();

  expect(await only()).toMatchObject({
    athlete: emulator.athlete.id,
    state: { name: 'held', why: 'account-changed' },
  });
  expect(emulator.activities('i2')).toHaveLength(0);
});
