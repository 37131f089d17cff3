import { browser } from 'wxt/browser';
import { announce } from '../news.ts';
import { getSettings } from '../settings.ts';
import { DAY } from '../time.ts';
import { drain } from './drain.ts';
import { sweep } from './store.ts';

/** The background came to life: what its predecessor left in the middle goes on. */
export async function wakeUp(): Promise<void> {
  // Neither waits for the other: a browser that cannot do the one must still do the other.
  await Promise.all([drain(), keepFromContentScripts()]);
}

/** Once a browser start: history that is older than the person wants to keep, and bytes that nobody needs. */
export async function cleanUp(): Promise<void> {
  const { keepHistoryDays } = await getSettings();
  if ((await sweep(Date.now() - keepHistoryDays * DAY)) > 0) announce();
}

/** The key is in storage.local, which content scripts can read unless they are told apart (Chromium only, 2026-11). */
async function keepFromContentScripts(): Promise<void> {
  const local = browser.storage.local as {
    setAccessLevel?: (level: { accessLevel: string }) => Promise<void>;
  };
  await local.setAccessLevel?.({ accessLevel: 'TRUSTED_CONTEXTS' });
}
