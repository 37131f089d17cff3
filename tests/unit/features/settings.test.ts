import { beforeEach, expect, test } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import {
  exportSettings,
  getSettings,
  importSettings,
  updateSettings,
} from '../../../lib/features/settings.ts';

beforeEach(() => fakeBrowser.reset());

test('two choices made at the same moment are both kept', async () => {
  await Promise.all([updateSettings({ folderDays: 14 }), updateSettings({ folderHour: 7 })]);

  expect(await getSettings()).toMatchObject({ folderDays: 14, folderHour: 7 });
});

test('one damaged value falls back alone, and what is no settings at all is as nothing', async () => {
  const fresh = await getSettings();
  await fakeBrowser.storage.local.set({ settings: { folderDays: 'many', folderHour: 7 } });
  expect(await getSettings()).toEqual({ ...fresh, folderHour: 7 });

  await fakeBrowser.storage.local.set({ settings: 'nonsense' });
  expect(await getSettings()).toEqual(fresh);
  expect(await updateSettings({ folderHour: 7 })).toEqual({ ...fresh, folderHour: 7 });
});

test('settings taken from a file replace those there; what is no export of ours changes nothing', async () => {
  await updateSettings({ captureDownloads: true, folderDays: 14 });
  const file = await exportSettings();
  await updateSettings({ captureDownloads: false, folderDays: 3 });

  await importSettings(file);
  const imported = await getSettings();
  expect(imported).toMatchObject({ captureDownloads: true, folderDays: 14 });

  for (const text of ['', '[]', '{"musette":2,"settings":{}}', '{"musette":1,"settings":null}']) {
    await expect(importSettings(text)).rejects.toThrow();
  }
  expect(await getSettings()).toEqual(imported);
});
