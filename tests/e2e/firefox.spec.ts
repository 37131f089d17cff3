import { fitFile } from '../fixtures/recordings.ts';
import { findFirefox } from '../setup/browsers.ts';
import { connectFirefox, launchFirefox } from './firefox.ts';
import { expect, test } from './fixtures.ts';

const program = findFirefox();

test('the Firefox build connects and uploads a recording in a real Firefox', async ({ emulator, onDisk }) => {
  test.skip(program === undefined, 'no Firefox on this machine');
  const firefox = await launchFirefox(program ?? '', emulator);
  try {
    await connectFirefox(firefox, emulator.athlete.key);

    const app = await firefox.open('app.html');
    const bytes = fitFile({ startMs: Date.UTC(2026, 8, 14, 7) });
    await app.until(`document.querySelector('input[type=file]') !== null`);
    await app.chooseFiles('input[type=file]', onDisk([{ name: 'ride.fit', bytes }]));
    await app.says('Uploaded');

    expect(Buffer.from(emulator.activities()[0]?.bytes ?? []).equals(bytes)).toBe(true);
  } finally {
    await firefox.close();
  }
});
