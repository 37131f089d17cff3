import type { Page } from '@playwright/test';
import { addDays, type CalendarDate, getDateInZone } from '../../lib/platform/calendar-date.ts';
import type { Emulator } from '../emulator/emulator.ts';
import { expectSound } from '../support/e2e/accessibility.ts';
import { storeAccess } from '../support/e2e/connect.ts';
import { expect, test } from '../support/e2e/e2e-test.ts';

const todayOf = ({ athlete }: Emulator): CalendarDate => getDateInZone(athlete.timezone, Date.now());

const cell = (app: Page, day: CalendarDate, field: string) => {
  const long = new Intl.DateTimeFormat('en', { dateStyle: 'full', timeZone: 'UTC' });
  return app.getByRole('gridcell', { name: `${long.format(Date.parse(day))}, ${field}` });
};

const puts = (emulator: Emulator) => emulator.requests.filter(({ method }) => method === 'PUT');

const copy = (app: Page, text: string) =>
  app.evaluate(text => {
    const field = document.body.appendChild(document.createElement('textarea'));
    field.value = text;
    field.select();
    document.execCommand('copy');
    field.remove();
  }, text);

test('the wellness table works like a spreadsheet: cells of several lines stay whole, and a cell that was only viewed is unchanged', async ({
  app,
  emulator,
}) => {
  const end = addDays(`${todayOf(emulator).slice(0, 7)}-01`, -1);
  const [first = '', second = '', third = ''] = [2, 1, 0].map(n => addDays(end, -n));
  emulator.seed.wellness([
    { id: first, weight: 70.123, restingHR: 48, comments: 'Line one\r\nLine two' },
    { id: second, weight: 70.5, restingHR: 49 },
  ]);
  await app.getByRole('link', { name: 'Wellness' }).click();
  await app.getByRole('button', { name: 'Previous month' }).click();
  await expect(cell(app, first, 'Comments')).toHaveText('Line one Line two');

  await test.step('opening a cell and leaving it changes nothing', async () => {
    for (const field of ['Weight (kg)', 'Comments']) {
      await cell(app, first, field).focus();
      await app.keyboard.press('F2');
      await expect(app.getByRole('textbox', { name: field })).toBeFocused();
      await app.keyboard.press('Enter');
      await expect(cell(app, second, field)).toBeFocused();
    }
    await expect(app.getByText('not saved yet')).toHaveCount(0);
  });

  await test.step('a cell of two lines is copied into one', async () => {
    await cell(app, first, 'Comments').focus();
    await app.keyboard.press('Control+c');
    await app.keyboard.press('ArrowDown');
    await app.keyboard.press('Control+v');
    await expect(app.getByText('1 change, not saved yet')).toBeVisible();
    await expect(cell(app, second, 'Comments')).toHaveText('Line one Line two');
    await expect(cell(app, third, 'Comments')).toHaveText('');
  });

  await test.step('a block goes below and beside, and what cannot stand there is counted', async () => {
    await copy(app, '69.5\t50\t"Long,\n""easy"""\r\nheavy\t51\tShort\r\n');
    await cell(app, second, 'Weight (kg)').focus();
    await app.keyboard.press('Control+v');
    await expect(cell(app, second, 'Weight (kg)')).toHaveText('69.5');
    await expect(cell(app, second, 'Comments')).toHaveText('Long, "easy"');
    await expect(cell(app, third, 'Resting HR (bpm)')).toHaveText('51');
    await expect(cell(app, third, 'Weight (kg)')).toHaveText('');
    await expect(cell(app, third, 'Comments')).toHaveText('Short');
    await expect(app.getByText('5 changes, not saved yet')).toBeVisible();
  });

  await test.step('text of twice the size fits', async () => {
    await app.evaluate(() => {
      document.documentElement.style.fontSize = '200%';
    });
    const beside = () => app.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(await beside()).toBeLessThanOrEqual(0);
  });
});

test('what is typed stays in its field when columns are added meanwhile', async ({ app, emulator }) => {
  const today = todayOf(emulator);
  emulator.seed.wellness([
    { id: today, weight: 70, restingHR: 48, hrv: 60, sleepSecs: 27_000, sleepQuality: 2, mood: 1 },
  ]);
  const held = emulator.fail({ match: { method: 'GET', path: /\/wellness/ }, hold: true });
  await app.getByRole('link', { name: 'Wellness' }).click();
  await cell(app, today, 'Sleep quality').focus();
  await app.keyboard.type('3');
  held.cancel();
  await expect(app.getByRole('columnheader', { name: 'HRV', exact: false }).first()).toBeVisible();
  await app.keyboard.press('Enter');
  await expect(cell(app, today, 'Sleep quality')).toHaveText('3 fair');
  await expect(app.getByText('1 change, not saved yet')).toBeVisible();
});

test('a value that a device writes over is named, and can be saved again for good', async ({ app, emulator }) => {
  const today = todayOf(emulator);
  emulator.seed.wellness([{ id: today, weight: 70 }]);
  await app.getByRole('link', { name: 'Wellness' }).click();
  // What is typed before the values have arrived differs from them, and is asked about.
  await expect(cell(app, today, 'Weight (kg)')).toHaveText('70');
  await cell(app, today, 'Weight (kg)').focus();
  await app.keyboard.type('69');
  await app.keyboard.press('Enter');
  await app.getByRole('button', { name: 'Review changes…' }).click();
  await app.getByRole('button', { name: 'Save 1 change' }).click();
  await expect(app.getByText('1 value saved for 1 day.')).toBeVisible();

  emulator.changeWellness(today, { weight: 71 });
  await app.reload();
  await expect(app.getByText('1 value was changed again afterwards')).toBeVisible();
  await expect(app.getByText(/Weight: you saved 69 kg, now 71 kg/)).toBeVisible();
  await app.getByRole('button', { name: 'Save my values and lock' }).click();
  await app.getByRole('button', { name: 'Save and lock' }).click();

  await expect(cell(app, today, 'Weight (kg)')).toHaveText('69');
  await expect(app.getByText('changed again afterwards')).toHaveCount(0);
  expect(emulator.wellness().find(({ id }) => id === today)).toMatchObject({ weight: 69, locked: true });
});

test('without permission to write, wellness is read-only', async ({ app, emulator, musette }) => {
  const today = todayOf(emulator);
  const end = addDays(`${today.slice(0, 7)}-01`, -1);
  emulator.seed.wellness([{ id: end, weight: 70 }]);
  await app.getByRole('link', { name: 'Wellness' }).click();
  await app.getByRole('button', { name: 'Previous month' }).click();
  await expect(cell(app, end, 'Weight (kg)')).toHaveText('70');
  await cell(app, end, 'Weight (kg)').focus();
  await app.keyboard.type('69');
  await app.keyboard.press('Enter');
  await app.getByRole('button', { name: 'Review changes…' }).click();
  await app.getByRole('button', { name: 'Save 1 change' }).click();
  // Undo is offered from the moment of sending: what was sent may have arrived.
  await expect(app.getByText('1 value saved for 1 day.')).toBeVisible();
  await expect(app.getByRole('button', { name: 'Undo' })).toBeVisible();
  const written = puts(emulator).length;

  const scopes = ['WELLNESS:READ'];
  const token = emulator.issueToken(scopes);
  await storeAccess(musette, emulator.athlete, { kind: 'token', token, scopes });
  await expect(app.getByText('This needs permission to write wellness.')).toBeVisible();
  await expect(cell(app, end, 'Weight (kg)')).toHaveText('69');
  await expect(app.getByRole('button', { name: 'Undo' })).toHaveCount(0);
  await expect(app.getByRole('button', { name: /^Import/ })).toHaveCount(0);
  await expect(cell(app, end, 'Weight (kg)')).toHaveAttribute('aria-readonly', 'true');
  await cell(app, end, 'Weight (kg)').focus();
  for (const key of ['6', 'Enter', 'F2', 'Delete']) await app.keyboard.press(key);
  await copy(app, '66');
  await cell(app, end, 'Weight (kg)').focus();
  await app.keyboard.press('Control+v');
  await expect(app.getByText('Nothing could be pasted here. 1 was skipped.')).toBeVisible();
  await expect(cell(app, end, 'Weight (kg)')).toHaveText('69');
  await expect(app.getByText('not saved yet')).toHaveCount(0);
  await expectSound(app);

  const popup = await musette.open('popup.html');
  await expect(popup.getByText('This needs permission to write wellness.')).toBeVisible();
  expect(puts(emulator)).toHaveLength(written);
});
