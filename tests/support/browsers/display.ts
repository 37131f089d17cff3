import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { expect, type Page } from '@playwright/test';
import { missingForScreen } from './find-browsers.ts';

/** A virtual screen, for what headless browsers do not have: context menus, shortcuts, the toolbar. */
export interface Display {
  /** As ":7". */
  name: string;
  /** Presses keys as a person does, one after the other: "Up", "alt+shift+s". */
  press(...keys: string[]): void;
  /** The numbers of all visible windows; a menu is one, too. */
  windows(): string[];
  /** The height of a window in pixels; 0 if it is gone. */
  heightOf(window: string): number;
  /** Whether a window has the keyboard: keys that are pressed before are lost. */
  hasKeyboard(): boolean;
  /** The number of the window that has it; undefined if none has. */
  windowWithKeyboard(): string;
  close(): Promise<void>;
}

/** Whether this machine can show windows on a virtual screen. */
export const hasDisplay = missingForScreen().length === 0;

export async function openDisplay(): Promise<Display> {
  // It finds a free number itself, and writes it to the given descriptor.
  // Without `-noreset` it disconnects new clients while its only client leaves (man Xserver): openbox, while xdotool looks for it.
  const options = ['-displayfd', '3', '-screen', '0', '1280x900x24', '-nolisten', 'tcp', '-noreset'];
  const screen = spawn('Xvfb', options, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const [said] = await once(screen.stdio[3] ?? screen, 'data');
  const name = `:${String(said).trim()}`;
  const env = { ...process.env, DISPLAY: name };
  const windows = spawn('openbox', [], { stdio: 'ignore', env });
  const close = async () => {
    for (const program of [windows, screen]) await end(program);
  };
  try {
    // Until it runs, a window that opens gets no keyboard.
    await expect.poll(() => succeeds(env, 'get_desktop')).toBe(true);
  } catch (failed) {
    await close();
    throw failed;
  }
  return {
    name,
    press: (...keys) => {
      execFileSync('xdotool', ['key', '--delay', '40', ...keys], { env });
    },
    windows: () => searchWindows(env),
    heightOf: window => {
      const { stdout } = spawnSync('xdotool', ['getwindowgeometry', '--shell', window], { env });
      return Number(/^HEIGHT=(\d+)$/m.exec(stdout.toString())?.[1] ?? 0);
    },
    hasKeyboard: () => succeeds(env, 'getactivewindow'),
    windowWithKeyboard: () => spawnSync('xdotool', ['getactivewindow'], { env }).stdout.toString().trim(),
    close,
  };
}

function succeeds(env: NodeJS.ProcessEnv, command: string): boolean {
  return spawnSync('xdotool', [command], { env, stdio: 'ignore' }).status === 0;
}

/** Repeated if one of them closed meanwhile, which ends xdotool with an error of X. */
function searchWindows(env: NodeJS.ProcessEnv, tries = 5): string[] {
  try {
    return execFileSync('xdotool', ['search', '--onlyvisible', '--name', ''], { env, stdio: 'pipe' })
      .toString()
      .split('\n');
  } catch (failed) {
    if (tries === 1) throw failed;
    return searchWindows(env, tries - 1);
  }
}

async function end(program: ChildProcess): Promise<void> {
  program.kill();
  if (program.exitCode === null && program.signalCode === null) await once(program, 'exit');
}

/**
 * Right-clicks, and chooses the extension's entry in the menu of the browser itself. In Chromium 156 "Inspect" is below it,
 * and on a page "View page source" too.
 */
export async function rightClick(display: Display, page: Page, selector: string): Promise<void> {
  const target = page.locator(selector);
  const isLink = await target.evaluate(element => element.closest('a') !== null);
  const before = new Set(display.windows());
  await target.click({ button: 'right' });
  // A key that is pressed before the menu is open goes to the page, and the next ones choose something else. Hints have a line.
  const isMenu = (window: string) => !before.has(window) && display.heightOf(window) > 100;
  await expect.poll(() => display.windows().some(isMenu)).toBe(true);
  display.press(...(isLink ? ['Up', 'Up'] : ['Up', 'Up', 'Up']), 'Return');
}
