import { launch } from '../support/browsers/chromium.ts';
import { expectSound } from '../support/e2e/accessibility.ts';
import { download, FILE_HOSTS, posts, prompts, switchOn, test } from '../support/e2e/capture-test.ts';
import { expect } from '../support/e2e/e2e-test.ts';
import { expectToFitInAnyLanguage } from '../support/e2e/page-layout.ts';

test.describe('A13 a download that is asked about', () => {
  test.use({ grants: { permissions: ['downloads'], hosts: FILE_HOSTS } });

  test('waits in the outbox and in the popup, marks the button, and outlives the browser, though nobody looks', async ({
    musette,
    emulator,
  }) => {
    test.slow();
    await switchOn(musette, 'ask');
    const { url, offers } = emulator.files.downloadPage(['plain', 'disposition', 'named']);
    const page = await musette.context.newPage();
    await page.goto(url);
    for (const offer of offers) await download(musette, page, offer);
    const app = await musette.open('app.html');
    const question = 'You downloaded this recording. Upload it to Intervals.icu?';
    await expect(app.getByText(question)).toHaveCount(offers.length);
    await expectSound(app);
    await expectToFitInAnyLanguage(app);
    await expect.poll(() => app.evaluate(() => chrome.action.getBadgeText({}))).toBe('!');
    await expect.poll(() => prompts(app)).toHaveLength(1);
    await musette.kill();

    const again = await launch({ emulator, profile: musette.profile });
    try {
      const popup = await again.open('popup.html');
      await expect(popup.getByText(question)).toHaveCount(offers.length);
      await expectSound(popup);
      await expect.poll(() => popup.evaluate(() => chrome.action.getBadgeText({}))).toBe('!');
      expect(await prompts(popup)).toEqual([]);
      expect(posts(emulator)).toBe(0);

      // One alone, from the popup; the others together, in the outbox.
      await popup.getByRole('button', { name: 'Upload', exact: true }).first().click();
      await expect(popup.getByText('Uploaded', { exact: true })).toHaveCount(1);
      await popup.close();
      const outbox = await again.open('app.html');
      await expect(outbox.getByText('2 downloaded recordings wait for your answer.')).toBeVisible();
      await outbox.getByRole('button', { name: 'Upload all' }).click();
      await expect(outbox.getByText('Uploaded', { exact: true })).toHaveCount(offers.length);
      await expect.poll(() => outbox.evaluate(() => chrome.action.getBadgeText({}))).toBe('');
      expect(posts(emulator)).toBe(offers.length);
    } finally {
      await again.context.close();
    }
  });

  test('can be removed without a trace on Intervals.icu', async ({ musette, emulator }) => {
    await switchOn(musette, 'ask');
    const { url, offers } = emulator.files.downloadPage(['plain']);
    const page = await musette.context.newPage();
    await page.goto(url);
    for (const offer of offers) await download(musette, page, offer);
    const app = await musette.open('app.html');
    await app.getByRole('button', { name: 'Remove', exact: true }).click();
    await expect(app.getByText('Nothing here yet')).toBeVisible();
    // The focus stays where the row was, though its button is gone.
    await expect(app.locator(':focus')).toContainText('Nothing here yet');
    await expect.poll(() => prompts(app)).toEqual([]);
    expect(posts(emulator)).toBe(0);
  });
});
