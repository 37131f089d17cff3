import { fitFile } from '../fixtures/recordings.ts';
import { launch, type Musette } from '../support/browsers/chromium.ts';
import { findPopup, openPopup } from '../support/browsers/chromium-popup.ts';
import { type Display, hasDisplay, openDisplay } from '../support/browsers/display.ts';
import { connectedBefore } from '../support/e2e/connect.ts';
import { expect, test } from '../support/e2e/e2e-test.ts';
import { planWeek } from '../support/e2e/planned-week.ts';
import { expectRoom } from '../support/e2e/popup-size.ts';

const rides = [1, 2, 3].map(n => ({
  name: `ride ${n}.fit`,
  bytes: fitFile({ startMs: Date.UTC(2026, 6, n, 8), durationSecs: 60 + n, seed: n }),
}));

/** A toolbar popup takes its size from its content, which no tab does: it is opened in a window, in each of its states. */
async function expectRoomInPopup(musette: Musette, display: Display, says: string, minHeight: number) {
  await expect.poll(() => display.hasKeyboard()).toBe(true);
  const browser = display.windowWithKeyboard();
  const ways = {
    'by the extension': () => openPopup(musette),
    'by the shortcut': async () => {
      const found = findPopup(musette);
      // Not the window of the previous popup, which is still closing.
      await expect.poll(() => display.windowWithKeyboard()).toBe(browser);
      display.press('alt+shift+m');
      return await found;
    },
  };
  for (const [way, open] of Object.entries(ways)) {
    await test.step(`“${says}”, ${way}`, async () => {
      const popup = await open();
      await expectRoom(popup.measure, { says, minHeight });
      await popup.close();
    });
  }
}

test('the toolbar’s popup fits, however it is opened, before and after an account is connected', async ({
  emulator,
  onDisk,
}) => {
  test.skip(!hasDisplay, 'no Xvfb, xdotool and openbox on this machine');
  const display = await openDisplay();
  const musette = await launch({ emulator, display: display.name });
  try {
    await expectRoomInPopup(musette, display, 'Connect Intervals.icu', 120);

    planWeek(emulator);
    await connectedBefore(musette, emulator.athlete);
    const app = await musette.open('app.html');
    await app.getByLabel('Choose files').setInputFiles(onDisk(rides));
    await expect(app.getByText('Uploaded', { exact: true })).toHaveCount(rides.length);

    await expectRoomInPopup(musette, display, 'ride 3.fit', 500);
    expect(emulator.violations).toEqual([]);
  } finally {
    await musette.close();
    await display.close();
  }
});
