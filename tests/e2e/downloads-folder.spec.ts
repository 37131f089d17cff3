import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CalendarDate, getDateInZone, getMonday } from '../../lib/platform/calendar-date.ts';
import type { Emulator } from '../emulator/emulator.ts';
import { test } from '../support/e2e/capture-test.ts';
import { expect } from '../support/e2e/e2e-test.ts';

/** Plans two workouts for today, and returns its date. */
function planToday(emulator: Emulator): CalendarDate {
  const today = getDateInZone(emulator.athlete.timezone, Date.now());
  const steps = [{ duration: 600, power: { value: 75, units: '%ftp' } }];
  for (const name of ['Tempo', 'Openers']) {
    emulator.seed.event({ name, start_date_local: `${today}T00:00:00`, workout_doc: { steps } });
  }
  return today;
}

test('a Chromium without a folder picker fills a folder among the downloads', async ({ musette, emulator }) => {
  const today = planToday(emulator);
  // As Brave has it.
  await musette.context.addInitScript(() => Reflect.deleteProperty(globalThis, 'showDirectoryPicker'));
  const options = await musette.open('options.html');
  await options.getByRole('button', { name: 'Sync every morning' }).click();
  await expect(options.getByText('The folder has 2 workouts.')).toBeVisible();
  const folder = join(musette.downloads, 'Musette workouts');
  expect(readdirSync(folder).sort()).toEqual([`${today} Openers.zwo`, `${today} Tempo.zwo`]);
  expect(readFileSync(join(folder, `${today} Tempo.zwo`), 'utf8')).toContain('<workout_file>');

  for (const { id } of emulator.events()) emulator.removeEvent(id);
  const popup = await musette.open('popup.html');
  await expect(popup.getByText('In “Musette workouts”, last synced')).toBeVisible();
  await expect(popup.getByRole('heading', { name: /^Today/ })).toHaveCount(0);
});

test('saving single files again leaves edited copies of the first ones alone', async ({ musette, emulator }) => {
  const today = planToday(emulator);
  const app = await musette.open('app.html');
  await app.getByRole('link', { name: 'Workouts' }).click();
  const save = app.getByRole('button', { name: 'As separate files' });
  const folder = join(musette.downloads, 'Musette', getMonday(today));
  const saved = () => (existsSync(folder) ? readdirSync(folder).filter(name => name.endsWith('.zwo')) : []);
  const mine = join(folder, `${today} Tempo.zwo`);
  await save.click();
  await expect.poll(saved).toHaveLength(2);
  await expect(app.getByText(/2 workouts saved to the folder/)).toBeVisible();
  writeFileSync(mine, 'edited by hand');
  await save.click();
  await expect.poll(saved).toHaveLength(4);
  expect(readFileSync(mine, 'utf8')).toBe('edited by hand');
});
