import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from '@playwright/test';

interface Wanted {
  name: string;
  /** Names to look for in PATH. */
  programs: string[];
  debian: string[];
}

interface Browser extends Wanted {
  /** Environment variable that names the program. */
  variable: string;
}

const CHROMIUM: Browser = {
  name: 'Chromium',
  variable: 'MUSETTE_CHROMIUM',
  // Not Google's Chrome: it no longer loads unpacked extensions when told to.
  programs: ['chromium', 'chromium-browser'],
  debian: ['chromium', 'fonts-liberation'],
};

const FIREFOX: Browser = {
  name: 'Firefox',
  variable: 'MUSETTE_FIREFOX',
  programs: ['firefox-esr', 'firefox'],
  debian: ['firefox-esr'],
};

const SCREEN: Wanted = {
  name: 'Xvfb, xdotool and openbox',
  programs: ['Xvfb', 'xdotool', 'openbox'],
  debian: ['xvfb', 'xdotool', 'openbox'],
};

/**
 * The Chromium to test with: the one named by MUSETTE_CHROMIUM, in PATH, or downloaded by Playwright; else it is
 * installed, by Playwright or, for root on Debian, by apt.
 * @throws {Error} with one sentence that says what to install
 */
export function expectChromium(): string {
  const found =
    findProgram(CHROMIUM) ??
    downloadedChromium() ??
    (downloadChromium() ? downloadedChromium() : undefined) ??
    (installFromDebian(CHROMIUM) ? findProgram(CHROMIUM) : undefined);
  if (found) return found;
  throw new Error(
    `No Chromium found: install one (for example with "npx playwright install chromium"), or name it in ${CHROMIUM.variable}.`,
  );
}

/** The Firefox to test with, installed in the same way; undefined if there is none; its tests are skipped then. */
export function fetchFirefox(): string | undefined {
  return findFirefox() ?? (installFromDebian(FIREFOX) ? findFirefox() : undefined);
}

export const findFirefox = (): string | undefined => findProgram(FIREFOX);

/** Installs what shows windows without a screen. Returns what is missing; tests that need a screen are skipped then. */
export function fetchScreen(): string[] {
  if (missingForScreen().length > 0) installFromDebian(SCREEN);
  return missingForScreen();
}

export const missingForScreen = (): string[] => SCREEN.programs.filter(program => !inPath(program));

/** A program in PATH; undefined if there is none. */
const inPath = (program: string): string | undefined =>
  (process.env.PATH ?? '')
    .split(delimiter)
    .map(folder => join(folder, program))
    .find(existsSync);

function findProgram({ variable, programs }: Browser): string | undefined {
  const named = process.env[variable];
  if (named) {
    if (!existsSync(named)) throw new Error(`${variable} names ${named}, which is not there.`);
    return named;
  }
  return programs.map(inPath).find(path => path !== undefined && !isSnap(path));
}

/** As on Ubuntu, where snaps have their own /tmp and so cannot see a test's profile: a link, or a script that starts one. */
const isSnap = (path: string): boolean =>
  realpathSync(path).endsWith('/bin/snap') || readFileSync(path).subarray(0, 4096).includes('/snap/bin/');

function downloadedChromium(): string | undefined {
  const path = chromium.executablePath();
  return existsSync(path) ? path : undefined;
}

const downloadChromium = (): boolean => {
  console.log('Looking for a Chromium to download …');
  return run('npx', ['playwright', 'install', 'chromium']);
};

function installFromDebian({ name, debian }: Wanted): boolean {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return false;
  console.log(`Installing Debian's ${name} …`);
  return (
    run('apt-get', ['update', '-q']) && run('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...debian])
  );
}

/** Whether the command succeeded. Its output matters only if it failed. */
function run(command: string, args: string[]): boolean {
  try {
    execFileSync(command, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
    return true;
  } catch {
    return false;
  }
}
