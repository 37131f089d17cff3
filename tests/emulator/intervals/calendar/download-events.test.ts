import { unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { emulatorForTests } from '../../for-tests.ts';
import { plainClient } from '../../plain-client.ts';

const emulator = await emulatorForTests();

const hello = { name: 'Hello.zwo', base64: Buffer.from('<hello/>').toString('base64') };

/** The bytes are not JSON, and an extension glued to a path is beyond what the specification can say. */
async function bytesAt(path: string): Promise<{ status: number; disposition: string | null; bytes: Uint8Array }> {
  const token = Buffer.from(`API_KEY:${emulator.athlete.key}`).toString('base64');
  const response = await emulator.fetch(`https://intervals.icu/api/v1/athlete/0/${path}`, {
    headers: { Authorization: `Basic ${token}` },
  });
  const bytes = new Uint8Array(await response.arrayBuffer());
  return { status: response.status, disposition: response.headers.get('content-disposition'), bytes };
}

test('a planned workout is downloaded in each format, and an event without steps is refused', async () => {
  const { id } = emulator.seed.event({ name: 'Tempo', description: '- 10m 80%' });
  const names = await Promise.all(
    ['', '.zwo', '.mrc', '.erg', '.fit'].map(async ext => (await bytesAt(`events/${id}/download${ext}`)).disposition),
  );
  expect(names).toEqual(['zwo', 'zwo', 'mrc', 'erg', 'fit'].map(ext => `attachment; filename="Tempo.${ext}"`));
  expect((await bytesAt(`events/${id}/download.pdf`)).status).toBe(422);
  expect((await bytesAt(`events/${id}/upload`)).status).toBe(404);
  const { id: empty } = emulator.seed.event({});
  expect((await bytesAt(`events/${empty}/download.zwo`)).status).toBe(422);
});

test('the workouts of a range of days are downloaded as a zip', async () => {
  emulator.seed.event({ start_date_local: '2026-05-02', file: hello });
  emulator.seed.event({ start_date_local: '2026-05-03', category: 'NOTE' });
  emulator.seed.event({ start_date_local: '2026-05-04', file: hello });
  const { bytes } = await bytesAt('workouts.zip?ext=zwo&oldest=2026-05-01&newest=2026-05-03');
  const files = unzipSync(bytes);
  expect(Object.keys(files)).toEqual(['2026-05-02_Hello.zwo']);
  expect(Buffer.from(files['2026-05-02_Hello.zwo'] ?? []).toString()).toBe('<hello/>');
  const { status } = await plainClient(emulator).get('/athlete/0/workouts.zip?ext=zwo');
  expect(status).toBe(422);
});
