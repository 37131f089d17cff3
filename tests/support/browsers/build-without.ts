import { cpSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CHROMIUM_BUILD } from './chromium.ts';

/** APIs that some browser lacks: Firefox for Android most of them (2026-11). */
export const MISSING_APIS = ['contextMenus', 'commands', 'notifications', 'identity', 'windows', 'downloads'] as const;
export type MissingApi = (typeof MISSING_APIS)[number];

/** A copy of the packed build for a browser that lacks these APIs: without their permissions, and with them removed before its scripts run. */
export function buildWithout(apis: readonly MissingApi[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'musette-build-'));
  cpSync(CHROMIUM_BUILD, folder, { recursive: true });
  const path = join(folder, 'manifest.json');
  const manifest = JSON.parse(readFileSync(path, 'utf8'));
  const without = (names: string[]) => names.filter(name => !apis.some(api => api === name));
  const changed = {
    ...manifest,
    permissions: without(manifest.permissions),
    optional_permissions: without(manifest.optional_permissions),
    ...(apis.includes('commands') && { commands: undefined }),
    background: { ...manifest.background, service_worker: 'start.js' },
  };
  writeFileSync(path, JSON.stringify(changed));
  writeFileSync(join(folder, 'without.js'), apis.map(api => `delete chrome.${api};\n`).join(''));
  writeFileSync(
    join(folder, 'start.js'),
    `import './without.js';\nimport './${manifest.background.service_worker}';\n`,
  );
  for (const page of readdirSync(folder).filter(name => name.endsWith('.html'))) {
    const html = readFileSync(join(folder, page), 'utf8');
    writeFileSync(join(folder, page), html.replace('<head>', '<head><script src="/without.js"></script>'));
  }
  return folder;
}
