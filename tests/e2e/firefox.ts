import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import type { Emulator } from '../emulator/emulator.ts';

const FIREFOX_BUILD = resolve('.output/firefox-mv3');

/** The extension's address in a profile is random; a fixed one makes its pages easy to find. */
const UUID = '5a6c1d3e-8c5b-4d0f-9f7e-2b1a0c9d8e7f';

/** A page of the extension in a real Firefox. */
export interface FirefoxPage {
  /** Runs an expression in the page until it is truthy, and returns its value (of a JSON kind). */
  until<Value>(expression: string): Promise<Value>;
  /** Clicks what an expression finds, as a mouse does: only that counts as a person's own click. */
  click(expression: string): Promise<void>;
  /** Chooses files in the input that the selector finds. */
  chooseFiles(selector: string, paths: string[]): Promise<void>;
}

export interface Firefox {
  open(page: string): Promise<FirefoxPage>;
  /** Opens a page of the web. */
  visit(url: string): Promise<FirefoxPage>;
  /** Where it puts what it downloads. */
  downloads: string;
  close(): Promise<void>;
}

/** Starts a headless Firefox with the packed build, in which every name in the world leads to the emulator. */
export async function launchFirefox(program: string, emulator: Emulator): Promise<Firefox> {
  const profile = mkdtempSync(join(tmpdir(), 'musette-firefox-'));
  writeFileSync(join(profile, 'user.js'), preferences(emulator.port, join(profile, 'Downloads')));
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
      visit: url => openPage(bidi, url),
      downloads: join(profile, 'Downloads'),
      close,
    };
  } catch (thrown) {
    await close();
    throw thrown;
  }
}

async function openPage(bidi: Session, url: string): Promise<FirefoxPage> {
  const { context } = await bidi.send<{ context: string }>('browsingContext.create', { type: 'tab' });
  // Firefox reports no load events for extension pages (153, 2026-11): navigate blindly, then look.
  await bidi.send('browsingContext.navigate', { context, url, wait: 'none' });
  const evaluate = (expression: string) =>
    bidi.send<Evaluated>('script.evaluate', {
      expression,
      target: { context },
      awaitPromise: true,
      userActivation: true,
    });
  return {
    async until<Value>(expression: string) {
      for (;;) {
        const evaluated = await evaluate(`(async () => {
          const look = () => location.href === ${JSON.stringify(url)} || location.href.startsWith(${JSON.stringify(`${url}#`)}) ? (${expression}) : undefined;
          for (let n = 0; n < 50 && !look(); n += 1) await new Promise(requestAnimationFrame);
          return JSON.stringify(look() ?? null);
        })()`);
        const value: unknown = JSON.parse(evaluated.result?.value ?? 'null');
        if (value) return value as Value;
      }
    },
    async click(expression) {
      const { result } = await evaluate(`(async () => {
        for (;;) {
          const found = ${expression};
          if (found) return found.scrollIntoView({ block: 'center' }), found;
          await new Promise(requestAnimationFrame);
        }
      })()`);
      const origin = { type: 'element', element: { sharedId: result?.sharedId } };
      const pointer = [
        { type: 'pointerMove', x: 0, y: 0, origin },
        { type: 'pointerDown', button: 0 },
        { type: 'pointerUp', button: 0 },
      ];
      const actions = [{ type: 'pointer', id: 'mouse', actions: pointer }];
      await bidi.send('input.performActions', { context, actions });
    },
    async chooseFiles(selector, files) {
      const { result } = await evaluate(`document.querySelector(${JSON.stringify(selector)})`);
      await bidi.send('input.setFiles', { context, element: { sharedId: result?.sharedId }, files });
    },
  };
}

interface Evaluated {
  result?: { value?: string; sharedId?: string };
}

interface Session {
  send<Result = unknown>(method: string, params: object): Promise<Result>;
}

/** A WebDriver BiDi session: numbered requests, and replies with the same number (w3c.github.io/webdriver-bidi). */
async function openSession(address: string): Promise<Session> {
  const socket = new WebSocket(`${address}/session`);
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  let last = 0;
  socket.addEventListener('message', ({ data }) => {
    const { id, type, result, error, message } = JSON.parse(data);
    const reply = waiting.get(id);
    waiting.delete(id);
    if (type === 'error') reply?.reject(new Error(`${error}: ${message}`));
    else reply?.resolve(result);
  });
  await once(socket, 'open');
  const session: Session = {
    send<Result>(method: string, params: object) {
      last += 1;
      const reply = Promise.withResolvers<unknown>();
      waiting.set(last, reply);
      socket.send(JSON.stringify({ id: last, method, params }));
      return reply.promise as Promise<Result>;
    },
  };
  await session.send('session.new', { capabilities: { alwaysMatch: { acceptInsecureCerts: true } } });
  return session;
}

async function addressOf(firefox: ChildProcess): Promise<string> {
  if (!firefox.stderr) throw new Error('Firefox was started without its error output');
  for await (const line of createInterface({ input: firefox.stderr })) {
    const address = /WebDriver BiDi listening on (ws:\S+)/.exec(line)?.[1];
    if (address) return address;
  }
  throw new Error('Firefox ended before it said where it listens');
}

function preferences(port: number, downloads: string): string {
  const manifest = JSON.parse(readFileSync(join(FIREFOX_BUILD, 'manifest.json'), 'utf8'));
  const id: string = manifest.browser_specific_settings.gecko.id;
  const prefs = {
    'extensions.webextensions.uuids': JSON.stringify({ [id]: UUID }),
    'network.dns.forceResolve': '127.0.0.1',
    'network.socket.forcePort': `443=${port}`,
    // What is asked for at a click is granted: Firefox has no prompt that a test could answer without a window.
    'extensions.webextOptionalPermissionPrompts': false,
    'browser.download.folderList': 2,
    'browser.download.dir': downloads,
    'browser.download.useDownloadDir': true,
    'browser.download.always_ask_before_handling_new_types': false,
    'datareporting.policy.dataSubmissionEnabled': false,
    'app.update.enabled': false,
    'browser.shell.checkDefaultBrowser': false,
    'extensions.update.enabled': false,
    'network.captive-portal-service.enabled': false,
    'network.connectivity-service.enabled': false,
    'services.settings.server': 'data:,',
  };
  return Object.entries(prefs)
    .map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`)
    .join('');
}
