import type { Page } from '@playwright/test';
import { addDays, type CalendarDate, getDateInZone } from '../../lib/platform/calendar-date.ts';
import type { Emulator } from '../emulator/emulator.ts';
import { expectLargeTextToFit, expectSound } from '../support/e2e/accessibility.ts';
import { expect, test } from '../support/e2e/e2e-test.ts';

/** The last days of the previous month, which are in the past on any day: seven with values, the last one locked. */
function seed(emulator: Emulator): CalendarDate[] {
  const today = getDateInZone(emulator.athlete.timezone, Date.now());
  const end = addDays(`${today.slice(0, 7)}-01`, -1);
  const days = [6, 5, 4, 3, 2, 1, 0].map(n => addDays(end, -n));
  emulator.athlete.customWellness.push('Ferritin');
  emulator.seed.wellness(
    days.map((id, n) => ({
      id,
      weight: 70 + n / 10,
      restingHR: 48 + n,
      sleepSecs: 26_400 + 600 * n,
      sleepQuality: 2,
      comments: n === 0 ? 'Long ride, "easy"' : null,
      Ferritin: n === 3 ? 80 : null,
      locked: n === 6 ? true : null,
    })),
  );
  const lately = Array.from({ length: 14 }, (_, n) => addDays(today, n - 14)).filter(day => day > end);
  emulator.seed.wellness(lately.map(id => ({ id, weight: 70, restingHR: 47, sleepQuality: 1 })));
  return days;
}

const puts = (emulator: Emulator) =>
  emulator.requests
    .filter(({ method }) => method === 'PUT')
    .map(({ bodyText = '' }) => JSON.parse(bodyText) as Record<string, unknown>[]);

const cell = (app: Page, day: CalendarDate, field: string) => {
  const long = new Intl.DateTimeFormat('en', { dateStyle: 'full', timeZone: 'UTC' });
  return app.getByRole('gridcell', { name: `${long.format(Date.parse(day))}, ${field}` });
};

test('wellness is edited by keyboard, reviewed, sent with only what changed, and undone', async ({
  app,
  emulator,
  musette,
}) => {
  const days = seed(emulator);
  const [first = '', second = '', , , , sixth = '', seventh = ''] = days;
  await app.getByRole('link', { name: 'Wellness' }).click();
  await app.getByRole('button', { name: 'Previous month' }).click();
  await expect(cell(app, first, 'Weight (kg)')).toHaveText('70');
  await expect(cell(app, first, 'Sleep quality')).toHaveText('2 good');
  await expect(cell(app, seventh, 'Weight (kg)')).toHaveAttribute('aria-readonly', 'true');
  await expect(app.getByRole('columnheader', { name: 'Ferritin' })).toBeVisible();
  await expect(app.getByRole('img', { name: /^Weight, .*: 70 kg to 70\.6 kg, latest 70\.6 kg on/ })).toBeVisible();

  await test.step('three fields of five days, by keyboard alone', async () => {
    await cell(app, first, 'Weight (kg)').focus();
    for (const n of [0, 1, 2, 3, 4]) {
      await app.keyboard.type(String(69 + n / 10));
      await app.keyboard.press('Tab');
      await app.keyboard.type(String(50 + n));
      await app.keyboard.press('Tab');
      await app.keyboard.type('8:15');
      await app.keyboard.press('Enter');
      for (const key of ['ArrowLeft', 'ArrowLeft']) await app.keyboard.press(key);
    }
    await expect(app.getByText('15 changes, not saved yet')).toBeVisible();
    await app.keyboard.type('heavy');
    await app.keyboard.press('Enter');
    await expect(app.getByText('“heavy” is not a number. Nothing was changed.')).toBeVisible();
    await expectSound(app);
    await expectLargeTextToFit(app);
    expect(puts(emulator)).toEqual([]);
  });

  await test.step('they outlive the page', async () => {
    await app.reload();
    await expect(app.getByText('15 changes, not saved yet')).toBeVisible();
    await app.getByRole('button', { name: 'Previous month' }).click();
    await expect(cell(app, first, 'Weight (kg)')).toHaveText('69');
  });

  const dialog = app.getByRole('dialog', { name: 'Wellness changes' });
  await test.step('a device that wrote meanwhile is noticed, and so is a day that was locked', async () => {
    emulator.changeWellness(second, { weight: 66.6 });
    await app.getByRole('button', { name: 'Review changes…' }).click();
    await expect(dialog.getByText('For Mo Example')).toBeVisible();
    const conflict = dialog.getByRole('group', { name: /Weight$/ });
    await expect(conflict.getByRole('radio', { name: 'Current: 66.6 kg' })).toBeChecked();
    await expect(dialog.getByRole('button', { name: 'Save 14 changes' })).toBeVisible();
    await conflict.getByRole('radio', { name: 'Yours: 69.1 kg' }).check();
    await expect(dialog.getByRole('row', { name: /Sleep 7:20 h → 8:15 h/ })).toBeVisible();
    await expect(dialog.getByRole('checkbox', { name: /^Lock these days/ })).not.toBeChecked();
    await expectSound(app);
    await expectLargeTextToFit(app);
    // And once more, between the comparison and the save.
    emulator.changeWellness(first, { restingHR: 44 });
    await dialog.getByRole('button', { name: 'Save 15 changes' }).click();
    await dialog.getByRole('radio', { name: 'Yours: 50 bpm' }).check();
    expect(puts(emulator)).toEqual([]);
    await dialog.getByRole('button', { name: 'Save 15 changes' }).click();
  });

  await expect(app.getByText('15 values saved for 5 days.')).toBeVisible();
  // The keyboard focus stays at its place.
  await expect(app.locator('td:focus')).toHaveCount(1);
  expect(puts(emulator)).toEqual([
    days.slice(0, 5).map((id, n) => ({
      id,
      weight: 69 + n / 10,
      restingHR: 50 + n,
      sleepSecs: 29_700,
    })),
  ]);
  expect(emulator.wellness().find(({ id }) => id === first)).toMatchObject({
    weight: 69,
    sleepQuality: 2,
    comments: 'Long ride, "easy"',
    locked: null,
  });

  await app.getByRole('button', { name: 'Undo' }).click();
  await expect(app.getByText('15 values restored.')).toBeVisible();
  expect(emulator.wellness().find(({ id }) => id === first)).toMatchObject({ weight: 70, restingHR: 44 });
  expect(emulator.wellness().find(({ id }) => id === second)).toMatchObject({ weight: 66.6 });

  await test.step('a day that was locked meanwhile is told, and the lock is a tick of its own', async () => {
    await expect(cell(app, first, 'Weight (kg)')).toHaveText('70');
    await cell(app, sixth, 'Weight (kg)').focus();
    await app.keyboard.type('68');
    await app.keyboard.press('Enter');
    await cell(app, first, 'Weight (kg)').focus();
    await app.keyboard.press('Delete');
    emulator.changeWellness(sixth, { locked: true });
    await app.getByRole('button', { name: 'Review changes…' }).click();
    await expect(dialog.getByRole('table', { name: 'Locked, not saved' }).getByRole('row')).toHaveCount(2);
    await dialog.getByRole('checkbox', { name: /^Lock these days/ }).check();
    await dialog.getByRole('button', { name: 'Save 1 change' }).click();
    await expect(app.getByText(/Weight: the day is locked\.$/)).toBeVisible();
    await expect(app.getByText('The days are locked now, so this cannot be undone here.')).toBeVisible();
    expect(puts(emulator).at(-1)).toEqual([{ id: first, weight: -1, locked: true }]);
    await expect(cell(app, first, 'Weight (kg)')).toHaveText('');
    await expect(cell(app, first, 'Weight (kg)')).toHaveAttribute('aria-readonly', 'true');
  });

  await test.step('this morning is done in the popup, by keyboard', async () => {
    const today = getDateInZone(emulator.athlete.timezone, Date.now());
    const popup = await musette.open('popup.html');
    const quality = popup.getByRole('combobox', { name: 'Sleep quality' });
    await quality.focus();
    await popup.keyboard.type('2');
    await popup.keyboard.press('Tab');
    await popup.keyboard.type('69.4');
    await expectSound(popup);
    // Another field comes, and what was typed stays.
    const weight = popup.getByRole('textbox', { name: /^Weight/ });
    await popup.getByText('Choose fields').click();
    await popup.getByRole('checkbox', { name: 'Steps' }).check();
    await expect(popup.getByRole('textbox', { name: /^Steps/ })).toBeVisible();
    await expect(weight).toHaveValue('69.4');
    await weight.press('Enter');
    await expect(popup.getByText('2 values saved for 1 day.')).toBeVisible();
    expect(puts(emulator).at(-1)).toEqual([{ id: today, sleepQuality: 2, weight: 69.4 }]);
    await popup.getByRole('button', { name: 'Undo' }).click();
    await expect(popup.getByText('2 values restored.')).toBeVisible();
  });
});
