import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { WORKOUT_FORMATS } from '../../lib/formats/workouts/workout-format.ts';
import { getMonday } from '../../lib/platform/calendar-date.ts';
import type { Emulator } from '../emulator/emulator.ts';
import { expectSound } from '../support/e2e/accessibility.ts';
import { download, posts, switchOn, test } from '../support/e2e/capture-test.ts';
import { expect } from '../support/e2e/e2e-test.ts';
import { expectToFit } from '../support/e2e/page-layout.ts';
import { planWeek } from '../support/e2e/planned-week.ts';

/** What the emulator returns for an event, by the same request from another client. */
async function served(emulator: Emulator, day: string, name: string, format: string): Promise<Buffer> {
  const url = `https://intervals.icu/api/v1/athlete/0/events?oldest=${day}&newest=${day}&resolve=true&ext=${format}`;
  const reply = await emulator.fetch(url, {
    headers: { Authorization: `Basic ${btoa(`API_KEY:${emulator.athlete.key}`)}` },
  });
  const rows = (await reply.json()) as { name: string; workout_file_base64: string }[];
  return timeless(Buffer.from(rows.find(row => row.name === name)?.workout_file_base64 ?? '', 'base64'));
}

/** A FIT file contains when it was made, which is at each request: that is left out, and the checksum. */
function timeless(bytes: Buffer): Buffer {
  if (bytes.toString('latin1', 8, 12) !== '.FIT') return bytes;
  const [definition, header] = [14, 6 + 3 * (bytes[14 + 5] ?? 0)];
  return Buffer.from(bytes.fill(0, definition + header, definition + header + 12).fill(0, bytes.length - 2));
}

// All permissions of capture: it has to ignore files that Musette itself saves.
test.use({ grants: { permissions: ['downloads'], hosts: ['file:///*'], files: true } });

test('a week of planned workouts is shown, and saved one by one and together', async ({ app, musette, emulator }) => {
  const today = planWeek(emulator);
  await switchOn(musette, 'automatic');
  const onDisk = (name: string) => {
    const path = join(musette.downloads, name);
    return existsSync(path) ? timeless(readFileSync(path)) : Buffer.alloc(0);
  };
  const lists = () => emulator.requests.filter(({ path }) => path.includes('/events'));

  await app.getByRole('link', { name: 'Workouts' }).click();
  await expect(app.getByRole('img', { name: /^Threshold 3x10/ })).toBeVisible();
  await expect(app.getByText(/^Last updated /)).toBeVisible();
  expect(lists()).toHaveLength(1);

  for (const format of WORKOUT_FORMATS) {
    await app.getByLabel('Format').selectOption(format);
    await app.getByRole('button', { name: `Save ${format}: Threshold 3x10` }).click();
    const bytes = await served(emulator, today, 'Threshold 3x10', format);
    expect(bytes.length).toBeGreaterThan(0);
    await expect.poll(() => onDisk(`${today} Threshold 3x10.${format}`).equals(bytes)).toBe(true);
  }

  await app.getByLabel('Format').selectOption('zwo');
  await app.getByRole('button', { name: /^Save \d+ workouts as zip$/ }).click();
  await expect(app.getByText('Free ride This workout has no steps, so there is no file.')).toBeVisible();
  const zip = join(musette.downloads, `Musette ${getMonday(today)}.zip`);
  await expect.poll(() => existsSync(zip)).toBe(true);
  const members = unzipSync(readFileSync(zip));
  const con = members[`${getMonday(today)} con.zwo`] ?? new Uint8Array();
  expect((await served(emulator, getMonday(today), 'con', 'zwo')).equals(con)).toBe(true);
  expect(Object.keys(members)).toContain(`${getMonday(today)} -..-x.zwo.zwo`);
  expect(Object.keys(members).filter(name => name.includes('/'))).toEqual([]);

  await app.getByLabel('Format').selectOption('fit');
  await app.getByRole('button', { name: 'As separate files' }).click();
  await expect(app.getByText(/workouts saved to the folder “Musette” in your downloads/)).toBeVisible();
  const single = await served(emulator, getMonday(today), 'con', 'fit');
  const folder = join('Musette', getMonday(today));
  expect(onDisk(join(folder, `${getMonday(today)} con.fit`)).equals(single)).toBe(true);
  expect(readdirSync(join(musette.downloads, folder)).length).toBeGreaterThanOrEqual(3);
  await app.getByLabel('Format').selectOption('zwo');

  await app.getByRole('button', { name: 'Threshold 3x10', exact: true }).click();
  const details = app.getByRole('region', { name: 'Details of Threshold 3x10' });
  await expect(details.getByRole('heading', { name: 'Threshold 3x10' })).toBeFocused();
  await expect(details.getByText('Steady, not hard.')).toBeVisible();
  await expectSound(app);
  await app.keyboard.press('Escape');
  await expect(app.getByRole('button', { name: 'Threshold 3x10', exact: true })).toBeFocused();
  await app.getByText('Next 4 weeks').click();
  await expect(app.getByRole('heading', { level: 2, name: 'Today' })).toBeVisible();
  await expectToFit(app);
  await expectSound(app);

  const [event] = emulator.events().filter(({ name }) => name === 'Threshold 3x10');
  emulator.changeEvent(event?.id ?? 0, { name: 'Threshold 2x20' });
  await app.getByRole('button', { name: 'Refresh' }).click();
  await expect(app.getByText('Changed since you saved it')).toBeVisible();

  const popup = await musette.open('popup.html');
  await expect(popup.getByRole('heading', { name: 'Today · Threshold 2x20' })).toBeVisible();
  await expectSound(popup);
  await popup.getByRole('button', { name: 'Save zwo: Threshold 2x20' }).click();
  const changed = await served(emulator, today, 'Threshold 2x20', 'zwo');
  await expect.poll(() => onDisk(`${today} Threshold 2x20.zwo`).equals(changed)).toBe(true);

  // The recording that is downloaded last is captured, so everything saved before it was ignored.
  const { url, offers } = emulator.files.downloadPage(['plain']);
  const page = await musette.context.newPage();
  await page.goto(url);
  for (const offer of offers) await download(musette, page, offer);
  await emulator.until(() => posts(emulator) > 0);
  await app.getByRole('link', { name: 'Outbox' }).click();
  await expect(app.getByText('Uploaded', { exact: true })).toBeVisible();
  await expect(app.getByRole('row')).toHaveCount(2);

  await app.getByRole('link', { name: 'Workouts' }).click();
  emulator.online = false;
  await app.getByRole('button', { name: 'Refresh' }).click();
  await expect(app.getByText(/Last updated /)).toBeVisible();
  await expect(app.getByRole('button', { name: 'Threshold 2x20', exact: true })).toBeVisible();
  expect(readdirSync(musette.downloads).filter(name => name.includes('crdownload'))).toEqual([]);
});
