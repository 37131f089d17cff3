import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type BrowserContext, chromium, type Page } from '@playwright/test';
import type { Emulator } from '../../emulator/emulator.ts';
import { chromiumArgs } from './chromium-args.ts';
import { expectChromium } from './find-browsers.ts';

/** The packed build, unchanged. */
export const CHROMIUM_BUILD = resolve('dist/chrome-mv3');

/**
 * Off in chrome://flags: Chromium 156 draws the suggestions of its address bar as web pages, which it prepares at every
 * start. That is a third of the work of starting (1.6 s of processor time, 1.0 s without), and no test types there.
 * A switch on the command line would take the place of Playwright's own list.
 */
const FLAGS = ['webui-omnibox-popup@2', 'webui-omnibox-aim-popup@2'];

export interface LaunchOptions {
  emulator: Emulator;
  /** An existing profile; a new one when left out. */
  profile?: string;
  headless?: boolean;
  /** An X display to show a window on, as ":7". */
  display?: string;
  colorScheme?: 'light' | 'dark';
  /** Permissions that were granted earlier, beyond those of every installation. */
  grants?: Grants;
  /** Another folder than the packed build's. */
  build?: string;
}

export interface Grants {
  permissions?: string[];
  /** Match patterns. */
  hosts?: string[];
  /** The switch "Allow access to file URLs" in the browser's own settings. */
  files?: boolean;
  /** The switch "Allow in Incognito" in the browser's own settings. */
  privateWindows?: boolean;
}

/** A real Chromium with the extension installed, in which the real host names lead to the emulator. */
export interface Musette {
  context: BrowserContext;
  /** The extension's id. */
  id: string;
  profile: string;
  /** Where this browser puts what it downloads. */
  downloads: string;
  /** Opens one of the extension's pages in a tab. */
  open(page: 'popup.html' | 'options.html' | 'app.html'): Promise<Page>;
  /** Everything that any page or the worker wrote to its console, and every uncaught error. */
  console: string[];
  /** Stops the background worker, as the browser does after half a minute of quiet. */
  stopWorker(): Promise<void>;
  /** Kills the browser, as a crash or a power failure does. */
  kill(): Promise<void>;
  close(): Promise<void>;
}

export async function launch({
  emulator,
  display,
  headless = display === undefined,
  build = CHROMIUM_BUILD,
  ...options
}: LaunchOptions): Promise<Musette> {
  const profile = options.profile ?? freshProfile(build, options.grants);
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: expectChromium(),
    headless,
    // The extension is installed in the profile, not by a switch: so a second start is a restart and no installation.
    ignoreDefaultArgs: ['--disable-extensions'],
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', ...chromiumArgs(emulator)],
    ...(!headless && { viewport: null }),
    ...(display !== undefined && { env: { ...process.env, DISPLAY: display } }),
    ...(options.colorScheme && { colorScheme: options.colorScheme }),
  });
  await downloadForReal(context);
  const lines: string[] = [];
  context.on('console', message => lines.push(`${message.type()}: ${message.text()}`));
  context.on('weberror', error => lines.push(`uncaught: ${error.error().stack ?? error.error().message}`));
  const id = idOf(build);
  return {
    context,
    id,
    profile,
    downloads: downloadsOf(profile),
    console: lines,
    async open(path) {
      const page = await context.newPage();
      await page.goto(`chrome-extension://${id}/${path}`);
      return page;
    },
    async stopWorker() {
      const page = await context.newPage();
      const session = await context.newCDPSession(page);
      await session.send('ServiceWorker.enable');
      await session.send('ServiceWorker.stopAllWorkers');
      await page.close();
    },
    async kill() {
      process.kill(browserPid(profile), 'SIGKILL');
      await context.close().catch(() => undefined);
    },
    async close() {
      await context.close();
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** The browser's process, from the profile's lock: "host-pid". */
export const browserPid = (profile: string): number =>
  Number(readlinkSync(join(profile, 'SingletonLock')).split('-').at(-1));

const downloadsOf = (profile: string): string => join(profile, 'Downloads');

/** Without this, Playwright stores downloads under its own names, where the extension cannot find them. */
async function downloadForReal(context: BrowserContext): Promise<void> {
  const session = await context.browser()?.newBrowserCDPSession();
  await session?.send('Browser.setDownloadBehavior', { behavior: 'default' });
}

/** A profile that has the extension installed, unpacked, as a developer would. */
function freshProfile(build: string, grants: Grants = {}): string {
  const profile = mkdtempSync(join(tmpdir(), 'musette-profile-'));
  const manifest = JSON.parse(readFileSync(join(build, 'manifest.json'), 'utf8'));
  const permissions = {
    api: [...manifest.permissions, ...(grants.permissions ?? [])],
    explicit_host: [...manifest.host_permissions, ...(grants.hosts ?? [])],
    manifest_permissions: [],
    scriptable_host: [],
  };
  const preferences = {
    download: { default_directory: downloadsOf(profile), prompt_for_download: false },
    profile: { default_content_setting_values: { automatic_downloads: 1 } },
    extensions: {
      ui: { developer_mode: true },
      // A browser assigns shortcuts when it installs an extension, which does not happen here.
      commands: commandsOf(manifest, idOf(build)),
      settings: {
        [idOf(build)]: {
          location: 4,
          path: build,
          state: 1,
          creation_flags: 38,
          newAllowFileAccess: grants.files ?? false,
          incognito: grants.privateWindows ?? false,
          active_permissions: permissions,
          granted_permissions: permissions,
        },
      },
    },
  };
  mkdirSync(join(profile, 'Default'));
  writeFileSync(join(profile, 'Default', 'Preferences'), JSON.stringify(preferences));
  writeFileSync(join(profile, 'Local State'), JSON.stringify({ browser: { enabled_labs_experiments: FLAGS } }));
  return profile;
}

const commandsOf = ({ commands = {} }: Manifest, extension: string) =>
  Object.fromEntries(
    Object.entries(commands).map(([command_name, { suggested_key }]) => [
      `linux:${suggested_key.default}`,
      { command_name, extension, global: false },
    ]),
  );

interface Manifest {
  commands?: Record<string, { suggested_key: { default: string } }>;
}

/** Chromium names an unpacked extension by its folder: the first half of the path's SHA-256, written in a to p. */
function idOf(folder: string): string {
  const hash = createHash('sha256').update(folder).digest('hex').slice(0, 32);
  return [...hash].map(digit => String.fromCharCode('a'.charCodeAt(0) + Number.parseInt(digit, 16))).join('');
}
