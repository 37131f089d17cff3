import { browser } from 'wxt/browser';
import { notifyChanged } from '../../platform/change-events.ts';
import { DAY } from '../../platform/time.ts';
import { uploadQueue } from './queue-runner.ts';
import { uploadSettings } from './settings.ts';
import { deleteFinishedUploads } from './upload-store.ts';

/** The background came to life: what its predecessor left in the middle goes on. */
export async function startUploads(): Promise<void> {
  // Neither waits for the other: a browser that cannot do the one must still do the other.
  await Promise.all([uploadQueue.trigger(), restrictStorageAccess()]);
}

/** Once a browser start: history that is older than the person wants to keep, and bytes that nobody needs. */
export async function deleteOldHistory(): Promise<void> {
  const { historyDays } = await uploadSettings.get();
  if ((await deleteFinishedUploads(Date.now() - historyDays * DAY)) > 0) notifyChanged();
}

/** The key is in storage.local, which content scripts can read unless they are told apart (Chromium only, 2026-11). */
async function restrictStorageAccess(): Promise<void> {
  const local = browser.storage.local as {
    setAccessLevel?: (level: { accessLevel: string }) => Promise<void>;
  };
  await local.setAccessLevel?.({ accessLevel: 'TRUSTED_CONTEXTS' });
}
