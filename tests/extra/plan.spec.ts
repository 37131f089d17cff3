import { getDateInZone } from '../../lib/platform/calendar-date.ts';
import { drop } from '../support/e2e/drop-files.ts';
import { expect, test } from '../support/e2e/e2e-test.ts';
import { extraFixture, extraFixtures } from './extra-files.ts';

test('workouts of every program are added to the calendar and removed again', async ({ app, emulator }) => {
  const today = getDateInZone(emulator.athlete.timezone, Date.now());
  const files = extraFixtures('zwo')
    .filter(name => !name.includes('broken'))
    .map(name => ({ name, text: Buffer.from(extraFixture(`zwo/${name}`)).toString() }));
  await app.getByRole('link', { name: 'Workouts' }).click();
  await drop(app, today, files);
  const dialog = app.getByRole('dialog', { name: 'Add workouts' });
  await expect(dialog.locator('fieldset')).toHaveCount(files.length);
  await dialog.getByRole('button', { name: /^Add .*to calendar$/ }).click();

  await expect.poll(() => emulator.events().length, { timeout: 60_000 }).toBe(files.length);
  await expect(dialog).toHaveCount(0);
  await app.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => emulator.events().length).toBe(0);
});
