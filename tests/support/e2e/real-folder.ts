import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import type { Musette } from '../browsers/chromium.ts';

/**
 * Stores in a profile, while no browser uses it, that its user allowed writing to these folders on every visit; without folders, that they
 * did not. Chromium 156 writes the same after that answer.
 */
export function allowFolders({ profile, id }: Pick<Musette, 'profile' | 'id'>, folders: string[]): void {
  const path = join(profile, 'Default', 'Preferences');
  const preferences = JSON.parse(readFileSync(path, 'utf8'));
  // It asks Google about every file that a page writes, which the emulator would report as an unknown host.
  preferences.safebrowsing = { enabled: false };
  preferences.profile.content_settings ??= {};
  preferences.profile.content_settings.exceptions ??= {};
  const { exceptions } = preferences.profile.content_settings;
  const site = `chrome-extension://${id}/,*`;
  const objects = folders.map(folder => ({
    path: folder,
    'display-name': basename(folder),
    'is-directory': true,
    readable: true,
    writable: true,
  }));
  exceptions.file_system_access_chooser_data = { [site]: { setting: { 'chosen-objects': objects } } };
  exceptions.file_system_access_extended_permission = folders.length > 0 ? { [site]: { setting: 1 } } : {};
  writeFileSync(path, JSON.stringify(preferences));
}

/** Drops a folder of the disk on something, as from a file manager. */
export async function dropFolder(page: Page, target: Locator, folder: string): Promise<void> {
  await target.scrollIntoViewIfNeeded();
  const box = await target.boundingBox();
  if (!box) throw new Error('Nothing to drop it on');
  const session = await page.context().newCDPSession(page);
  const at = { x: box.x + box.width / 2, y: box.y + 10 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    const data = { items: [], files: [folder], dragOperationsMask: 1 };
    await session.send('Input.dispatchDragEvent', { type, ...at, data });
  }
}

/** A disk of 64 kB; undefined if this machine does not allow one. */
export function smallDisk(at: string): { folder: string; unmount: () => void } | undefined {
  mkdirSync(at);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'none', at], { stdio: 'pipe' });
  } catch {
    // Only root may, and not in every container.
    return undefined;
  }
  return { folder: at, unmount: () => execFileSync('umount', [at]) };
}
