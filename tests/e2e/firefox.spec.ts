import { fitFile } from '../fixtures/recordings.ts';
import { findFirefox } from '../support/browsers/find-browsers.ts';
import { connectFirefox, launchFirefox } from '../support/browsers/firefox.ts';
import { expect, test } from '../support/e2e/e2e-test.ts';
import { expectRoom } from '../support/e2e/popup-size.ts';

const program = findFirefox();

test('the Firefox build connects and uploads a recording in a real Firefox, and its popup fits before and after', async ({
  emulator,
  onDisk,
}) => {
  test.skip(program === undefined, 'no Firefox on this machine');
  const firefox = await launchFirefox(program ?? '', emulator);
  const popupHasRoom = async (says: string, minHeight: number) => {
    const popup = await firefox.openPopup();
    await expectRoom(popup.measure, { says, minHeight });
    await popup.close();
  };
  try {
    // A browser that is still starting closes popups of its toolbar.
    await (await firefox.open('options.html')).says('API key');
    await popupHasRoom('Connect Intervals.icu', 120);
    await connectFirefox(firefox, emulator.athlete.key);

    const app = await firefox.open('app.html');
    const bytes = fitFile({ startMs: Date.UTC(2026, 8, 14, 7) });
    await app.until(`document.querySelector('input[type=file]') !== null`);
    await app.chooseFiles('input[type=file]', onDisk([{ name: 'ride.fit', bytes }]));
    await app.says('Uploaded');

    expect(Buffer.from(emulator.activities()[0]?.bytes ?? []).equals(bytes)).toBe(true);
    await popupHasRoom('ride.fit', 400);
  } finally {
    await firefox.close();
  }
});
