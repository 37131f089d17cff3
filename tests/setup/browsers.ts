import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from '@playwright/test';

interface Wanted {
  name: string;
  /** Environment variable that names the program. */
  variable: string;
  /** Names to look for in PATH. Google's Chrome is not among them: it no longer loads unpacked extensions when told to. */
  programs: string[];
  debian: string[];
}

const CHROMIUM: Wanted = {
  name: 'Chromium',
  variable: 'MUSETTE_CHROMIUM',
  programs: ['chromium', 'chromium-browser'],
  debian: ['chromium', 'fonts-liberation'],
};

const FIREFOX: Wanted = {
  name: 'Firefox',
  variable: 'MUSETTE_FIREFOX',
  programs: ['firefox-esr', 'firefox'],
  debian: ['firefox-esr'],
};

/**
 * The Chromium to test with: the one named by MUSETTE_CHROMIUM, in PATH, or downloaded by Playwright; else it is
 * fetched, by Playwright or, for root on Debian, by apt.
 * @throws {Error} that says in one sentence what to install
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

/** The Firefox to test with, as above; undefined where there is none, for its tests are skipped then. */
export function findFirefox(): string | undefined {
  return findProgram(FIREFOX) ?? (installFromDebian(FIREFOX) ? findProgram(FIREFOX) : undefined);
}

/** A program in PATH; undefined where there is none. */
const inPath = (program: string): string | undefined =>
  (process.env.PATH ?? '')
    .split(delimiter)
    .map(folder => join(folder, program))
    .find(existsSync);

/** Of what it takes to show windows to nobody, what this machine has not. */
export const absentForDisplay = ['Xvfb', 'xdotool', 'openbox'].filter(program => !inPath(program));

function findProgram({ variable, programs }: Wanted): string | undefined {
  const named = process.env[variable];
  if (named) {
    if (!existsSync(named)) throw new Error(`${variable} names ${named}, which is not there.`);
    return named;
  }
  return programs.map(inPath).find(path => path !== undefined);
}

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
    run('apt-get', ['update', '-q']) &&
    run('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...debian])
  );
}

/** Whether the command succeeded. What it prints matters only to somebody who wonders why it did not. */
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
