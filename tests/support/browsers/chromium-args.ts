import type { Emulator } from '../../emulator/emulator.ts';

/**
 * Switches that send every host name to the emulator, so that every request is recorded and none leaves the machine. The hosts
 * that the browser itself calls are not reachable.
 */
export function chromiumArgs({ port, spki }: Pick<Emulator, 'port' | 'spki'>): string[] {
  const nowhere = BROWSER_OWN_HOSTS.map(host => `MAP ${host} ~NOTFOUND`);
  return [
    `--host-resolver-rules=${[...nowhere, `MAP * 127.0.0.1:${port}`, 'EXCLUDE 127.0.0.1'].join(', ')}`,
    `--ignore-certificate-errors-spki-list=${spki}`,
  ];
}

/**
 * Seen from Chromium 156 under Playwright (2026-11): the extension updater, and the check who is signed in to Google.
 * `chromiumapp.org` is where sites redirect to at the end of `launchWebAuthFlow`: Chromium reads that address itself, but may
 * start to load it.
 */
const BROWSER_OWN_HOSTS = ['accounts.google.com', '*.googleapis.com', '*.chromiumapp.org'];
