import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import type { Cookie } from '../../emulator/cookies.ts';
import type { Emulator } from '../../emulator/emulator.ts';
import { inWindow, openSession, type Session } from './bidi.ts';
import { type FirefoxPage, pageIn } from './firefox-page.ts';
import { type FirefoxPopup, openFirefoxPopup } from './firefox-popup.ts';

const FIREFOX_BUILD = resolve('dist/firefox-mv3');

/** The extension's address in a profile is random; a fixed one makes its pages easy to find. */
const UUID = '5a6c1d3e-8c5b-4d0f-9f7e-2b1a0c9d8e7f';

export interface Firefox {
  open(page: string): Promise<FirefoxPage>;
  /** Opens a page of the web, in a container if one is named. */
  visit(url: string, container?: string): Promise<FirefoxPage>;
  /** Adds a container, which has cookies of its own; returns its name. */
  addContainer(): Promise<string>;
  /** The page at an address that begins so, in a window that Firefox itself opens. */
  opened(beginning: string): Promise<FirefoxPage>;
  /** Opens the popup from the toolbar. */
  openPopup(): Promise<FirefoxPopup>;
  addCookies(cookies: readonly Cookie[], container?: string): Promise<void>;
  /** As the switch “Run in Private Windows” in the add-on's details does. */
  allowInPrivateWindows(): Promise<void>;
  profile: string;
  /** Where it puts what it downloads. */
  downloads: string;
  /** Ends it as a person does; its profile stays until `close`. */
  quit(): Promise<void>;
  close(): Promise<void>;
}

/** Preferences beside those of every test. */
type Preferences = Record<string, string | number | boolean>;

/** Starts a headless Firefox with the packed build, in which every host name leads to the emulator. */
export async function launchFirefox(program: string, emulator: Emulator, more: Preferences = {}): Promise<Firefox> {
  const profile = mkdtempSync(join(tmpdir(), 'musette-firefox-'));
  writeFileSync(join(profile, 'user.js'), preferences(emulator.port, join(profile, 'Downloads'), more));
  const args = ['--headless', '--no-remote', '--profile', profile, '--remote-debugging-port=0'];
  const firefox = spawn(program, [...args, '--remote-allow-system-access'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const close = async () => {
    firefox.kill('SIGKILL');
    if (firefox.exitCode === null && firefox.signalCode === null) await once(firefox, 'exit');
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    const bidi = await openSession(await addressOf(firefox));
    await bidi.send('webExtension.install', { extensionData: { type: 'path', path: FIREFOX_BUILD } });
    return {
      open: page => openPage(bidi, `moz-extension://${UUID}/${page}`),
      visit: (url, container) => openPage(bidi, url, container),
      async addContainer() {
        return (await bidi.send<{ userContext: string }>('browser.createUserContext', {})).userContext;
      },
      opened: beginning => findPage(bidi, beginning),
      openPopup: () => openFirefoxPopup(bidi),
      async addCookies(cookies, userContext = 'default') {
        const partition = { type: 'storageKey', userContext };
        for (const cookie of cookies) await bidi.send('storage.setCookie', { cookie: bidiCookie(cookie), partition });
      },
      async allowInPrivateWindows() {
        await inWindow(
          bidi,
          `(async () => {
            const { ExtensionPermissions } = ChromeUtils.importESModule('resource://gre/modules/ExtensionPermissions.sys.mjs');
            const { AddonManager } = ChromeUtils.importESModule('resource://gre/modules/AddonManager.sys.mjs');
            const { id, extension } = WebExtensionPolicy.getByHostname(${JSON.stringify(UUID)});
            await ExtensionPermissions.add(id, { permissions: ['internal:privateBrowsingAllowed'], origins: [] }, extension);
            await (await AddonManager.getAddonByID(id)).reload();
          })()`,
        );
      },
      profile,
      downloads: join(profile, 'Downloads'),
      async quit() {
        const ended = once(firefox, 'exit');
        // It may end before it answers.
        void bidi.send('browser.close', {});
        await ended;
      },
      close,
    };
  } catch (thrown) {
    await close();
    throw thrown;
  }
}

/** Connects as a person does: options page, key, button. */
export async function connectFirefox(firefox: Firefox, key: string): Promise<void> {
  const options = await firefox.open('options.html');
  await options.until(`(() => {
    const field = document.querySelector('input[type=password]');
    const button = [...document.querySelectorAll('button')].find(({ textContent }) => textContent === 'Connect');
    if (!field || !button) return false;
    field.value = ${JSON.stringify(key)};
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    button.click();
    return true;
  })()`);
  await options.says('Connected as Mo Example (i123456)');
}

async function openPage(bidi: Session, url: string, userContext = 'default'): Promise<FirefoxPage> {
  const { context } = await bidi.send<{ context: string }>('browsingContext.create', { type: 'tab', userContext });
  // Firefox reports no load events for extension pages (153, 2026-11): navigate blindly, then look.
  await bidi.send('browsingContext.navigate', { context, url, wait: 'none' });
  return pageIn(bidi, context, url);
}

async function findPage(bidi: Session, beginning: string): Promise<FirefoxPage> {
  for (;;) {
    const { contexts } = await bidi.send<{ contexts: { context: string; url: string }[] }>('browsingContext.getTree', {
      maxDepth: 0,
    });
    const found = contexts.find(({ url }) => url.startsWith(beginning));
    if (found) return pageIn(bidi, found.context, found.url);
  }
}

const bidiCookie = ({ name, value, domain, path, secure, httpOnly, sameSite }: Cookie) => ({
  name,
  value: { type: 'string', value },
  domain,
  path,
  secure,
  httpOnly,
  sameSite: sameSite.toLowerCase(),
});

async function addressOf(firefox: ChildProcess): Promise<string> {
  if (!firefox.stderr) throw new Error('Firefox was started without its error output');
  for await (const line of createInterface({ input: firefox.stderr })) {
    const address = /WebDriver BiDi listening on (ws:\S+)/.exec(line)?.[1];
    if (address) return address;
  }
  throw new Error('Firefox ended before it said where it listens');
}

function preferences(port: number, downloads: string, more: Preferences): string {
  const manifest = JSON.parse(readFileSync(join(FIREFOX_BUILD, 'manifest.json'), 'utf8'));
  const id: string = manifest.browser_specific_settings.gecko.id;
  const prefs = {
    'extensions.webextensions.uuids': JSON.stringify({ [id]: UUID }),
    'network.dns.forceResolve': '127.0.0.1',
    'network.socket.forcePort': `443=${port}`,
    // Permissions that are requested at a click are granted: without a window, a test cannot answer Firefox's prompt.
    'extensions.webextOptionalPermissionPrompts': false,
    'browser.download.folderList': 2,
    'browser.download.dir': downloads,
    'browser.download.useDownloadDir': true,
    'browser.download.always_ask_before_handling_new_types': false,
    'datareporting.policy.dataSubmissionEnabled': false,
    'app.update.enabled': false,
    'browser.shell.checkDefaultBrowser': false,
    'extensions.update.enabled': false,
    'media.gmp-manager.updateEnabled': false,
    'network.captive-portal-service.enabled': false,
    'network.connectivity-service.enabled': false,
    'services.settings.server': 'data:,',
    ...more,
  };
  return Object.entries(prefs)
    .map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`)
    .join('');
}
