import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { addDays, getDateInZone } from '../../lib/platform/calendar-date.ts';
import type { Emulator } from '../emulator/emulator.ts';
import { launch, type Musette } from '../support/browsers/chromium.ts';
import { connect } from '../support/e2e/connect.ts';
import { test as base, expect } from '../support/e2e/e2e-test.ts';
import { allowFolders, dropFolder, smallDisk } from '../support/e2e/real-folder.ts';

interface World {
  /** The folder of a trainer app, on a real disk. */
  folder: string;
}

const test = base.extend<World>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures that are asked for
  folder: async ({}, use) => {
    const home = mkdtempSync(join(tmpdir(), 'musette-folder-'));
    const folder = join(home, '123456');
    mkdirSync(folder);
    await use(folder);
    rmSync(home, { recursive: true, force: true });
  },
});

const FOLDER = 'Workout folder';

const steps = (percent: number) => [{ duration: 600, power: { value: percent, units: '%ftp' } }];
const namesIn = (folder: string) => readdirSync(folder).sort();
const textOf = (folder: string, name: string) => readFileSync(join(folder, name), 'utf8');
/** Waits until a workout is whole: a name is in the folder before its content. */
const untilWhole = (folder: string, name: string) =>
  expect.poll(() => (namesIn(folder).includes(name) ? textOf(folder, name) : '')).toContain('</workout_file>');
const section = (page: Page) => page.getByRole('region', { name: 'Workouts' });
const lists = (emulator: Emulator) => emulator.requests.filter(({ path }) => path.includes('/events'));

/** What the emulator returns for a day, by the same request from another client. */
async function served(emulator: Emulator, day: string): Promise<string[]> {
  const url = `https://intervals.icu/api/v1/athlete/0/events?oldest=${day}&newest=${day}&resolve=true&ext=zwo`;
  const headers = { Authorization: `Basic ${btoa(`API_KEY:${emulator.athlete.key}`)}` };
  const rows = (await (await emulator.fetch(url, { headers })).json()) as { workout_file_base64: string }[];
  return rows.map(row => Buffer.from(row.workout_file_base64, 'base64').toString('utf8'));
}

/** The next morning comes soon: the alarm goes off with no page open and no worker running. */
async function ring(musette: Musette): Promise<void> {
  const page = await musette.open('options.html');
  await dueIn(page, 1500);
  await musette.stopWorker();
  for (const open of musette.context.pages()) await open.goto('about:blank');
}

const dueIn = (page: Page, ms: number) =>
  page.evaluate(async ms => {
    const nextAtMs = Date.now() + ms;
    const { folder } = await chrome.storage.local.get<{ folder: object }>('folder');
    await chrome.storage.local.set({ folder: { ...folder, nextAtMs } });
    if (ms > 0) await chrome.alarms.create('workout-folder', { when: nextAtMs });
  }, ms);

test('a folder on the disk follows the calendar, and only Musette’s own files in it ever change', async ({
  emulator,
  folder,
}) => {
  test.setTimeout(120_000);
  const today = getDateInZone(emulator.athlete.timezone, Date.now());
  const [tomorrow, later] = [addDays(today, 1), addDays(today, 2)];
  const plan = (name: string, day: string, percent: number) =>
    emulator.seed.event({
      name,
      start_date_local: `${day}T00:00:00`,
      workout_doc: { steps: steps(percent) },
    });
  const opener = plan('Openers', today, 60);
  const threshold = plan('Threshold', tomorrow, 98);
  plan('Tempo', tomorrow, 85);
  plan('Endurance', later, 65);
  emulator.seed.event({ name: 'By feel', start_date_local: `${later}T00:00:00`, description: 'As you like' });
  plan('Too far away', addDays(today, 7), 65);
  writeFileSync(join(folder, 'mine.zwo'), 'mine');
  writeFileSync(join(folder, `${tomorrow} tempo.zwo`), 'of somebody else');

  let musette = await launch({ emulator });
  const restart = async (folders: string[]) => {
    await musette.context.close();
    allowFolders(musette, folders);
    musette = await launch({ emulator, profile: musette.profile });
  };
  try {
    await connect(musette, emulator.athlete.key);
    const first = await musette.open('options.html');
    await dropFolder(first, section(first).getByRole('heading', { name: FOLDER }), folder);
    await test.step('without the permission nothing is written, and the options say so', async () => {
      await expect(section(first).getByText('no permission to write to your workout folder')).toBeVisible();
      await expect(section(first).getByRole('button', { name: 'Allow access' })).toBeVisible();
      expect(namesIn(folder)).toHaveLength(2);
      expect(lists(emulator)).toHaveLength(0);
    });

    await test.step('allowed on every visit, it is filled when the browser starts, with no page open', async () => {
      await restart([folder]);
      await expect
        .poll(() => namesIn(folder))
        .toEqual(
          [
            `${today} Openers.zwo`,
            `${tomorrow} Tempo (Musette).zwo`,
            `${tomorrow} Threshold.zwo`,
            `${later} Endurance.zwo`,
            `${tomorrow} tempo.zwo`,
            'mine.zwo',
          ].sort(),
        );
      await untilWhole(folder, `${later} Endurance.zwo`);
      expect([textOf(folder, `${today} Openers.zwo`)]).toEqual(await served(emulator, today));
    });

    await test.step('an alarm wakes the worker, which follows what changed, moved and went', async () => {
      writeFileSync(join(folder, `${later} Endurance.zwo`), 'edited by hand');
      emulator.changeEvent(opener.id, { workout_doc: { steps: steps(70) } });
      emulator.changeEvent(threshold.id, { start_date_local: `${later}T00:00:00` });
      await ring(musette);
      await untilWhole(folder, `${later} Threshold.zwo`);
      expect(namesIn(folder)).not.toContain(`${tomorrow} Threshold.zwo`);
      expect([textOf(folder, `${today} Openers.zwo`)]).toEqual(await served(emulator, today));
      expect(textOf(folder, `${later} Endurance.zwo`)).toBe('edited by hand');
      expect(textOf(folder, `${tomorrow} tempo.zwo`)).toBe('of somebody else');
    });

    const options = await musette.open('options.html');
    await test.step('the options tell what is in it, and what was left alone and why', async () => {
      await expect(section(options).getByRole('status').first()).toContainText('The folder has 3 workouts.');
      await expect(section(options).getByRole('listitem').filter({ hasText: 'Endurance' })).toContainText(
        'Changed by you or another program.',
      );
      await expect(section(options).getByRole('listitem').filter({ hasText: 'tempo' })).toContainText(
        'Not written by Musette.',
      );
    });

    await test.step('two that ask at once come one after the other, and the folder has everything once', async () => {
      const before = namesIn(folder).length;
      for (const name of ['One', 'Two', 'Three', 'Four']) plan(name, tomorrow, 75);
      const other = await musette.open('options.html');
      await Promise.all([options, other].map(page => section(page).getByRole('button', { name: 'Sync now' }).click()));
      for (const page of [options, other])
        await expect(section(page).getByText('The folder has 7 workouts.')).toBeVisible();
      expect(namesIn(folder)).toHaveLength(before + 4);
      await other.close();
    });

    await test.step('a morning that was missed is made up for at the next start', async () => {
      await dueIn(options, -1);
      emulator.removeEvent(opener.id);
      await restart([folder]);
      await expect.poll(() => namesIn(folder)).not.toContain(`${today} Openers.zwo`);
    });

    await test.step('a permission that was taken back is told once, and nothing is touched', async () => {
      await restart([]);
      plan('Another', tomorrow, 75);
      await ring(musette);
      const page = await musette.open('options.html');
      const told = () => page.evaluate(async () => Object.keys(await chrome.notifications.getAll()));
      await expect.poll(told).toEqual(['problem:options']);
      await expect(section(page).getByRole('button', { name: 'Allow access' })).toBeVisible();
      expect(namesIn(folder)).not.toContain(`${tomorrow} Another.zwo`);
    });

    await test.step('once it is there again, so is the workout; and what is stopped stays as it is', async () => {
      await restart([folder]);
      await untilWhole(folder, `${tomorrow} Another.zwo`);
      const there = namesIn(folder);
      const page = await musette.open('options.html');
      await section(page).getByRole('button', { name: 'Stop syncing' }).click();
      await expect(section(page).getByRole('button', { name: 'Choose a folder' })).toBeVisible();
      expect(namesIn(folder)).toEqual(there);
    });
    expect(emulator.violations).toEqual([]);
  } finally {
    await musette.close();
  }
});

test('a full disk gets no partial file, and the sync continues when there is space', async ({ emulator, folder }) => {
  const small = smallDisk(join(folder, 'small'));
  if (!small) return test.skip(true, 'Nobody may mount a small disk here');
  const today = getDateInZone(emulator.athlete.timezone, Date.now());
  emulator.seed.event({
    name: 'Openers',
    start_date_local: `${today}T00:00:00`,
    workout_doc: { steps: steps(60) },
  });
  const filler = join(small.folder, 'filler');
  expect(() => writeFileSync(filler, Buffer.alloc(100_000))).toThrow('ENOSPC');
  let musette = await launch({ emulator });
  try {
    await connect(musette, emulator.athlete.key);
    await musette.context.close();
    allowFolders(musette, [small.folder]);
    musette = await launch({ emulator, profile: musette.profile });
    const page = await musette.open('options.html');
    await dropFolder(page, section(page).getByRole('heading', { name: FOLDER }), small.folder);
    await expect(section(page).getByText('is full')).toBeVisible();
    expect(namesIn(small.folder)).toEqual(['filler']);
    rmSync(filler);
    await section(page).getByRole('button', { name: 'Sync now' }).click();
    await untilWhole(small.folder, `${today} Openers.zwo`);
    expect(emulator.violations).toEqual([]);
  } finally {
    await musette.close();
    small.unmount();
  }
});
