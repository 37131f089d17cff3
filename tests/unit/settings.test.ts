import { beforeEach, describe, expect, test } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { captureSettings } from '../../lib/features/capture/settings.ts';
import { changeFeedSettings } from '../../lib/features/change-feed/settings.ts';
import { uploadSettings } from '../../lib/features/uploads/settings.ts';
import { workoutFolderSettings } from '../../lib/features/workout-folder/settings.ts';
import { exportSettings, importSettings } from '../../lib/settings.ts';

beforeEach(() => fakeBrowser.reset());

test('two settings changed at the same moment are both stored', async () => {
  await Promise.all([
    workoutFolderSettings.update({ folderDays: 14 }),
    workoutFolderSettings.update({ folderHour: 7 }),
  ]);

  expect(await workoutFolderSettings.get()).toMatchObject({ folderDays: 14, folderHour: 7 });
});

test('one damaged value falls back alone, and data that are no settings count as none', async () => {
  const fresh = await workoutFolderSettings.get();
  await fakeBrowser.storage.local.set({ 'settings.workout-folder': { folderDays: 'many', folderHour: 7 } });
  expect(await workoutFolderSettings.get()).toEqual({ ...fresh, folderHour: 7 });

  await fakeBrowser.storage.local.set({ 'settings.workout-folder': 'nonsense' });
  expect(await workoutFolderSettings.get()).toEqual(fresh);
  expect(await workoutFolderSettings.update({ folderHour: 7 })).toEqual({ ...fresh, folderHour: 7 });
});

test('an imported file changes the settings of every feature, and a file that is no export changes nothing', async () => {
  await captureSettings.update({ captureDownloads: true });
  await workoutFolderSettings.update({ folderDays: 14 });
  const file = await exportSettings();
  await workoutFolderSettings.update({ folderDays: 3, folderHour: 9 });

  expect(await importSettings(file)).toEqual({ changed: ['folderDays', 'folderHour'], offers: [] });
  const all = async () => ({ ...(await captureSettings.get()), ...(await workoutFolderSettings.get()) });
  const imported = await all();
  expect(imported).toMatchObject({ captureDownloads: true, folderDays: 14, folderHour: 5 });

  for (const text of ['', '[]', '{"musette":2,"settings":{}}', '{"musette":1,"settings":null}']) {
    await expect(importSettings(text)).rejects.toThrow();
  }
  expect(await all()).toEqual(imported);
});

/** A file with these settings. */
const fileWith = (settings: Record<string, object>) => JSON.stringify({ musette: 1, settings });

const EVERYTHING_ON = fileWith({
  uploads: { reviewBeforeSending: false, historyDays: 30 },
  capture: {
    captureDownloads: true,
    captureMode: 'automatic',
    captureSites: [
      { host: 'files.example.org', automatic: true },
      { host: 'watched.example.org', automatic: true },
    ],
  },
  'change-feed': { watchChanges: true, changesSyncFolder: true, changesIntervalMinutes: 5 },
});

describe('S6 an imported file', () => {
  const everything = async () => ({
    ...(await uploadSettings.get()),
    ...(await captureSettings.get()),
    ...(await changeFeedSettings.get()),
  });

  beforeEach(async () => {
    await uploadSettings.update({ reviewBeforeSending: true });
    await captureSettings.update({ captureSites: [{ host: 'watched.example.org', automatic: false }] });
    await changeFeedSettings.update({ changesSyncFolder: false });
  });

  test('switches nothing on that reads or sends, changes the rest, and lists both', async () => {
    const { changed, offers } = await importSettings(EVERYTHING_ON);

    expect(await everything()).toMatchObject({
      reviewBeforeSending: true,
      historyDays: 30,
      captureDownloads: false,
      captureMode: 'ask',
      captureSites: [{ host: 'watched.example.org', automatic: false }],
      watchChanges: false,
      changesSyncFolder: false,
      changesIntervalMinutes: 5,
    });
    expect(changed).toEqual(['historyDays', 'changesIntervalMinutes']);
    expect(offers.map(({ kind, host, requires }) => [kind, host, requires])).toEqual([
      ['reviewBeforeSending', undefined, undefined],
      ['captureDownloads', undefined, { permissions: ['downloads'] }],
      ['captureMode', undefined, undefined],
      ['captureSites', 'files.example.org', { origins: ['https://files.example.org/*'] }],
      ['automaticSite', 'files.example.org', { origins: ['https://files.example.org/*'] }],
      ['automaticSite', 'watched.example.org', { origins: ['https://watched.example.org/*'] }],
      ['watchChanges', undefined, undefined],
      ['changesSyncFolder', undefined, undefined],
    ]);
  });

  test('switches on each thing that the person accepts, in any order, and no other', async () => {
    const { offers } = await importSettings(EVERYTHING_ON);
    await offers.find(({ kind }) => kind === 'watchChanges')?.accept();
    expect(await everything()).toMatchObject({
      watchChanges: true,
      captureDownloads: false,
      reviewBeforeSending: true,
    });

    for (const offer of offers.toReversed()) await offer.accept();
    expect(await everything()).toMatchObject({
      reviewBeforeSending: false,
      captureDownloads: true,
      captureMode: 'automatic',
      captureSites: [
        { host: 'watched.example.org', automatic: true },
        { host: 'files.example.org', automatic: true },
      ],
      watchChanges: true,
      changesSyncFolder: true,
    });
    expect(await importSettings(await exportSettings())).toEqual({ changed: [], offers: [] });
  });

  test('switches off what it has off, and leaves what it does not mention', async () => {
    await captureSettings.update({ captureDownloads: true, captureMode: 'automatic' });
    await importSettings(fileWith({ capture: { captureDownloads: false, captureSites: [] } }));
    expect(await captureSettings.get()).toEqual({
      captureDownloads: false,
      captureMode: 'automatic',
      captureSites: [],
    });
    expect(await uploadSettings.get()).toMatchObject({ reviewBeforeSending: true });
  });

  test.each([
    '192.168.1.1',
    '127.0.0.1',
    'router.local',
    'printer.lan',
    'intervals.icu',
    'www.intervals.icu',
    'no-dot',
    'files.example.org/path',
    '*.example.org',
    'x'.repeat(254),
  ])('cannot name %s as a site', async host => {
    const sites = [{ host, automatic: true }, 'nonsense', { host: 'good.example.org', automatic: false }];
    const { offers } = await importSettings(fileWith({ capture: { captureSites: sites } }));
    expect(offers.map(offer => [offer.kind, offer.host])).toEqual([['captureSites', 'good.example.org']]);
  });

  test('offers at most 100 sites, each once', async () => {
    const captureSites = Array.from({ length: 5002 }, (_, n) => ({ host: `s${n >> 1}.example.org`, automatic: false }));
    const { offers } = await importSettings(fileWith({ capture: { captureSites } }));
    expect(offers).toHaveLength(100);
  });
});
