import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';

const manifestOf = (build: string) => JSON.parse(readFileSync(`dist/${build}/manifest.json`, 'utf8'));

/** What the first column of a table names. */
const namesIn = (table: string): string[] =>
  [...table.matchAll(/^\| (`[^|]+`) \|/gm)].flatMap(([, cell = '']) => cell.replaceAll('`', '').split(', '));

for (const build of ['chrome-mv3', 'firefox-mv3']) {
  test(`${build} has the permissions that the README lists, and no others`, () => {
    const { manifest_version, permissions, host_permissions, ...rest } = manifestOf(build);
    const { optional_permissions, optional_host_permissions } = rest;
    const section = readFileSync('README.md', 'utf8').split('## Permissions')[1]?.split('\n## ')[0] ?? '';
    const [atInstall = '', atClick = ''] = section.split('Everything else is asked for');
    const isFirefox = build.startsWith('firefox');

    expect(manifest_version).toBe(3);
    expect(permissions).toEqual([
      'storage',
      'unlimitedStorage',
      'alarms',
      'contextMenus',
      'notifications',
      'activeTab',
      'scripting',
      // Chromium asks for it at the click; Firefox has no way to (153, 2026-11).
      ...(isFirefox ? ['identity'] : []),
    ]);
    expect(host_permissions).toEqual(['https://intervals.icu/*']);
    const explainedAtInstall = namesIn(atInstall).filter(name => isFirefox || name !== 'identity');
    expect(explainedAtInstall.toSorted()).toEqual([...permissions, ...host_permissions].toSorted());

    expect(optional_permissions).toEqual(['downloads', ...(isFirefox ? [] : ['identity'])]);
    expect(optional_host_permissions).toEqual([
      'https://tpapi.trainingpeaks.com/*',
      'https://www.strava.com/*',
      '*://*/*',
      ...(isFirefox ? [] : ['file:///*']),
    ]);
    const explained = namesIn(atClick).filter(name => !isFirefox || !['file:///*', 'identity'].includes(name));
    expect(explained.toSorted()).toEqual([...optional_permissions, ...optional_host_permissions].toSorted());

    // P1: Firefox has to be allowed there by the athlete, and then everything of a private window is refused in words.
    expect(rest.incognito).toBe(isFirefox ? undefined : 'not_allowed');
    for (const key of ['content_scripts', 'web_accessible_resources', 'externally_connectable']) {
      expect(rest).not.toHaveProperty(key);
    }
  });
}

for (const build of ['chrome-mv3', 'firefox-mv3'])
  test(`${build} contains the licence text of every library whose code it contains`, () => {
    const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
    const licenses = readFileSync(`dist/${build}/licenses.txt`, 'utf8');
    for (const library of [...Object.keys(dependencies), 'superlock']) {
      expect(licenses).toMatch(new RegExp(`^${library} \\d+\\.\\d+\\.\\d+ \\((MIT|ISC|MPL-2\\.0)\\)$`, 'm'));
    }
  });

test('the Firefox build says what leaves the browser, the names and files of web pages included', () => {
  const { gecko } = manifestOf('firefox-mv3').browser_specific_settings;
  expect(gecko.data_collection_permissions.required).toEqual([
    'authenticationInfo',
    'healthInfo',
    'locationInfo',
    'websiteContent',
  ]);
});

for (const build of ['chrome-mv3', 'firefox-mv3'])
  test(`the pages of ${build} run no code but the package's own, and no page can frame them`, () => {
    const { extension_pages: policy } = manifestOf(build).content_security_policy;
    expect(policy.split('; ')).toEqual(expect.arrayContaining(["default-src 'none'", "script-src 'self'"]));
    expect(policy).toContain("frame-ancestors 'none'");
  });
