import { expect, test } from 'vitest';
import { connect } from '../../../lib/account.ts';
import { answer } from '../../../lib/capture/downloads.ts';
import { askToo } from '../../../lib/capture/store.ts';
import { drain } from '../../../lib/outbox/drain.ts';
import { emulator, only, ride } from '../../support/uploads-driver.ts';

test('what a person was asked about for one athlete is not sent to another', async () => {
  await askToo('download-1', emulator.athlete.id, ride(), 'digest');
  const other = emulator.addAthlete({ id: 'i2', key: 'other-key-of-somebody-else' });
  await connect(other.key);
  await answer('download-1', true);
  await drain();

  expect(await only()).toMatchObject({
    athlete: emulator.athlete.id,
    state: { name: 'held', why: 'account-changed' },
  });
  expect(emulator.activities('i2')).toHaveLength(0);
});
