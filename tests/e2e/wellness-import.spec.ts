import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expectLargeTextToFit, expectSound } from '../support/e2e/accessibility.ts';
import { expect, test } from '../support/e2e/e2e-test.ts';

const MINE = [
  'Tag;Gewicht (lbs);Zzz;Farbe',
  '03.03.2026;150,4;7,5;rot',
  '05.03.2026;151;8;',
  '06.03.2026;x;8,25;',
  '2025;1;1;1',
];

test('exports of other programs are matched once, compared, sent, and exported again as CSV', async ({
  app,
  emulator,
  musette,
  onDisk,
}) => {
  emulator.seed.wellness([
    { id: '2026-03-03', weight: 70, comments: 'Long ride, "easy"' },
    { id: '2026-03-05', weight: 69, locked: true },
  ]);
  const puts = () => emulator.requests.filter(({ method }) => method === 'PUT');
  const dialog = app.getByRole('dialog', { name: 'Import wellness' });
  const files = onDisk([
    { name: 'mine.csv', bytes: Buffer.from(`\ufeff${MINE.join('\r\n')}`, 'utf16le') },
    { name: 'more.csv', bytes: Buffer.from('date,hrv,comments\n2026-03-04,61.5,"Slept, well"\n') },
    { name: 'photo.jpg', bytes: Buffer.from('no table') },
  ]);
  await app.getByRole('link', { name: 'Wellness' }).click();

  await test.step('a table of one’s own is explained, and held against what is there', async () => {
    const open = app.getByRole('button', { name: 'Import…' });
    await open.press('Enter');
    await expect(dialog.getByRole('heading', { name: 'Import wellness' })).toBeFocused();
    await app.keyboard.press('Escape');
    await expect(open).toBeFocused();
    await open.press('Enter');
    await dialog.getByLabel('Choose files').setInputFiles(files);
    await expect(dialog.getByText('This file contains no daily values.')).toBeVisible();
    await expect(dialog.getByLabel('Import “Gewicht (lbs)” as')).toHaveValue('weight');
    await dialog.getByLabel('Import “Zzz” as').selectOption('Sleep');
    await expect(dialog.getByLabel('Unit of “Zzz”')).toHaveValue('h');
    await expect(dialog.getByText('4 new values; 1 differs from Intervals.icu and is skipped')).toBeVisible();
    await expect(dialog.getByText(/^1 locked day is skipped.*: Mar 5, 2026$/)).toBeVisible();
    await dialog.getByText('3 entries were skipped').click();
    await expect(dialog.getByText('mine.csv, line 4, Gewicht (lbs): x')).toBeVisible();
    await expectSound(app);
    await expectLargeTextToFit(app);
    await dialog.getByText('Replace existing values').click();
    await expect(dialog.getByText('68.22 kg replaces 70 kg')).toBeAttached();
    expect(puts()).toEqual([]);
  });

  await test.step('it is sent as edits are: looked at, in one request, and it can be undone', async () => {
    await dialog.getByRole('button', { name: 'Review 5 changes…' }).click();
    const diff = app.getByRole('dialog', { name: 'Wellness changes' });
    await expect(diff.getByRole('row')).toHaveCount(6);
    await diff.getByRole('button', { name: 'Save 5 changes' }).click();
    await expect(app.getByText('5 values saved for 3 days.')).toBeVisible();
    await expect(app.getByRole('button', { name: 'Undo' })).toBeVisible();
    expect(puts().map(({ bodyText = '' }) => JSON.parse(bodyText))).toEqual([
      [
        { id: '2026-03-03', weight: 68.22, sleepSecs: 27_000 },
        { id: '2026-03-04', hrv: 61.5, comments: 'Slept, well' },
        { id: '2026-03-06', sleepSecs: 29_700 },
      ],
    ]);
  });

  await test.step('the days that it wrote are shown, and saved as CSV', async () => {
    await expect(app.getByRole('gridcell', { name: 'Tuesday, March 3, 2026, Weight (kg)' })).toHaveText('68.22');
    await app.getByText('Export', { exact: true }).press('Enter');
    await app.getByRole('button', { name: 'Visible columns as CSV' }).click();
    const path = join(musette.downloads, 'Musette wellness 2026-03-01 2026-03-31.csv');
    await expect.poll(() => existsSync(path)).toBe(true);
    expect(readFileSync(path, 'utf8').split('\r\n')).toEqual([
      'date,weight,hrv,sleepSecs,comments',
      '2026-03-03,68.22,,27000,"Long ride, ""easy"""',
      '2026-03-04,,61.5,,"Slept, well"',
      '2026-03-05,69,,,',
      '2026-03-06,,,29700,',
      '',
    ]);
  });

  await test.step('the same table needs no word the next time, until it is forgotten', async () => {
    const transfer = await app.evaluateHandle(
      bytes => {
        const data = new DataTransfer();
        data.items.add(new File([new Uint8Array(bytes)], 'mine.csv'));
        return data;
      },
      [...readFileSync(files[0] ?? '')],
    );
    await app.dispatchEvent('main', 'dragenter', { dataTransfer: transfer });
    await expect(app.getByText('Drop exports from other apps here')).toBeVisible();
    await app.dispatchEvent('main', 'drop', { dataTransfer: transfer });
    await expect(dialog.getByLabel('Import “Zzz” as')).toHaveValue('sleepSecs');
    await expect(dialog.getByText('No new values; 3 are already on Intervals.icu.')).toBeVisible();
    await expect(dialog.getByRole('button', { name: 'No changes' })).toBeVisible();
    const options = await musette.open('options.html');
    await options.getByRole('button', { name: 'Forget column matches' }).click();
    await expect(options.getByText('Column matches forgotten.')).toBeVisible();
  });
});
