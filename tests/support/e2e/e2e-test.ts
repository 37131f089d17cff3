import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, expect, type Page } from '@playwright/test';
import { type Emulator, startEmulator } from '../../emulator/emulator.ts';
import { launch, type Musette } from '../browsers/chromium.ts';
import { connectedBefore } from './connect.ts';

interface Fixtures {
  /** Intervals.icu, reset before each test. */
  emulator: Emulator;
  /** A new browser with the packed extension. */
  musette: Musette;
  /** The app's page with Mo Example connected. */
  app: Page;
  /** Writes files to disk, as a person has them; returns their paths. */
  onDisk: (files: { name: string; bytes: Uint8Array }[]) => string[];
}

export const test = base.extend<Fixtures, { world: Emulator }>({
  world: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures that are asked for
    async ({}, use) => {
      const emulator = await startEmulator();
      await use(emulator);
      await emulator.close();
    },
    { scope: 'worker' },
  ],

  emulator: async ({ world }, use) => {
    world.reset();
    await use(world);
  },

  musette: async ({ emulator }, use) => {
    const musette = await launch({ emulator });
    await use(musette);
    await musette.close();
    // In every test: requests went to Intervals.icu only, and the key stayed where it belongs.
    expect(emulator.violations).toEqual([]);
    expect(musette.console.join('\n')).not.toContain(emulator.athlete.key);
    expect(musette.console.filter(line => /^(error|uncaught)/.test(line) && !isNetworkNoise(line))).toEqual([]);
  },

  app: async ({ musette, emulator }, use) => {
    await connectedBefore(musette, emulator.athlete);
    await use(await musette.open('app.html'));
  },

  // biome-ignore lint/correctness/noEmptyPattern: as above
  onDisk: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'musette-files-'));
    await use(files =>
      files.map(({ name, bytes }) => {
        const path = join(folder, name);
        writeFileSync(path, bytes);
        return path;
      }),
    );
    rmSync(folder, { recursive: true, force: true });
  },
});

export { expect };

/** Chromium itself reports failed requests on the console; that they fail is what some tests are about. */
const isNetworkNoise = (line: string): boolean => line.includes('Failed to load resource');
