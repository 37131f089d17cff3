import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';

const manifestOf = (build: string) => JSON.parse(readFileSync(`.output/${build}/manifest.json`, 'utf8'));

for (const build of ['chrome-mv3', 'firefox-mv3']) {
  test(`${build} asks for what the README says, and for nothing else`, () => {
    const { manifest_version, permissions, host_permissions, ...rest } = manifestOf(build);
    const table = readFileSync('README.md', 'utf8').split('## Permissions')[1]?.split('\n## ')[0] ?? '';
    const explained = [...table.matchAll(/^\| `([^`]+)`/gm)].map(([, name]) => name);

    expect(manifest_version).toBe(3);
    expect(permissions).toEqual(['storage', 'unlimitedStorage', 'alarms', 'notifications']);
    expect(host_permissions).toEqual(['https://intervals.icu/*']);
    expect(explained.toSorted()).toEqual([...permissions, ...host_permissions].toSorted());
    for (const key of [
      'optional_permissions',
      'optional_host_permissions',
      'content_scripts',
      'web_accessible_resources',
      'externally_connectable',
    ]) {
      expect(rest).not.toHaveProperty(key);
    }
  });
}
