import { beforeEach, expect, test } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { captureSettings } from '../../lib/features/capture/settings.ts';
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

test('an imported file replaces the settings of every feature, and a file that is no export changes nothing', async () => {
  await captureSettings.update({ captureDownloads: true });
  await workoutFolderSettings.update({ folderDays: 14 });
  const file = await exportSettings();
  await captureSettings.update({ captureDownloads: false });
  await workoutFolderSettings.update({ folderDays: 3, folderHour: 9 });

  await importSettings(file);
  const all = async () => ({ ...(await captureSettings.get()), ...(await workoutFolderSettings.get()) });
  const imported = await all();
  expect(imported).toMatchObject({ captureDownloads: true, folderDays: 14, folderHour: 5 });

  for (const text of ['', '[]', '{"musette":2,"settings":{}}', '{"musette":1,"settings":null}']) {
    await expect(importSettings(text)).rejects.toThrow();
  }
  expect(await all()).toEqual(imported);
});
