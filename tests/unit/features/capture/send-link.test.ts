import { expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { connectWithKey } from '../../../../lib/features/account/connect.ts';
import { sendLink } from '../../../../lib/features/capture/send-link.ts';
import { uploadQueue } from '../../../../lib/features/uploads/queue-runner.ts';
import { emulator, only, ride } from '../../../support/uploads-driver.ts';

test('a link that was chosen while one athlete was connected is not sent to another', async () => {
  const other = emulator.addAthlete({ id: 'i2', key: 'other-key-of-somebody-else' });
  Object.assign(fakeBrowser, { permissions: { request: async () => true } });
  vi.stubGlobal('fetch', async (input: string, init?: RequestInit) => {
    if (!input.startsWith('https://files.example.org/')) return await emulator.fetch(input, init);
    await connectWithKey(other.key);
    return new Response(ride());
  });
  await sendLink('https://files.example.org/ride.fit', undefined);
  await uploadQueue.trigger();

  expect(await only()).toMatchObject({
    athlete: emulator.athlete.id,
    state: { name: 'held', why: 'account-changed' },
  });
  expect(emulator.activities('i2')).toHaveLength(0);
});
