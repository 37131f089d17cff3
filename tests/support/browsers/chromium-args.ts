/**
 * What Chromium needs to meet the emulator under every name in the world, so that nobody is spoken to without its being
 * recorded. The names that the browser itself calls at, whatever an extension does, lead nowhere.
 */
export function chromiumArgs(port: number, spki: string): string[] {
  const nowhere = BROWSERS_OWN.map(host => `MAP ${host} ~NOTFOUND`);
  return [
    `--host-resolver-rules=${[...nowhere, `MAP * 127.0.0.1:${port}`, 'EXCLUDE 127.0.0.1'].join(', ')}`,
    `--ignore-certificate-errors-spki-list=${spki}`,
  ];
}

/**
 * Seen from Chromium 156 under Playwright (2026-11): the extension updater, and who is signed in to Google. The last are
 * where sites lead back to after `launchWebAuthFlow`: Chromium takes the address itself, but may have begun to ask for it.
 */
const BROWSERS_OWN = ['accounts.google.com', '*.googleapis.com', '*.chromiumapp.org'];
