import { browser } from 'wxt/browser';
import { notifyChanged } from '../../platform/change-events.ts';
import { DAY } from '../../platform/time.ts';
import { uploadQueue } from './queue-runner.ts';
import { uploadSettings } from './settings.ts';
import { deleteFinishedUploads } from './upload-store.ts';

/** Resumes after a start of the background what was interrupted when it was stopped. */
export async function startUploads(): Promise<void> {
  // Concurrent, so that a failure of one does not prevent the other.
  await Promise.all([uploadQueue.trigger(), restrictStorageAccess()]);
}

/** Deletes history older than the user's setting, and bytes without an upload. Called once when the browser starts. */
export async function deleteOldHistory(): Promise<void> {
  const { historyDays } = await uploadSettings.get();
  if ((await deleteFinishedUploads(Date.now() - historyDays * DAY)) > 0) notifyChanged();
}

/** Settings and the encrypted key are in storage.local, which content scripts can read unless that is restricted (Chromium only, 2026-11). */
async function restrictStorageAccess(): Promise<void> {
  const local = browser.storage.local as {
    setAccessLevel?: (level: { accessLevel: string }) => Promise<void>;
  };
  await local.setAccessLevel?.({ accessLevel: 'TRUSTED_CONTEXTS' });
}
