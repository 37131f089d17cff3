import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';
import { defineConfig } from 'wxt';
import { sites } from './lib/services/sites/registry.ts';

export default defineConfig({
  // A folder that file pickers show: macOS and GTK hide WXT's own `.output`.
  outDir: 'dist',
  imports: false,
  manifestVersion: 3,
  // A reviewer gets what the repository has. WXT would leave out files that begin with a dot, and tests.
  zip: { dotSources: true },
  modules: ['@wxt-dev/webextension-polyfill', '@wxt-dev/i18n/module'],
  i18n: { localesDir: 'components/locales' },
  vite: () => ({ plugins: [collectBundledLibraries] }),
  hooks: {
    'build:done': ({ config }) => writeFileSync(join(config.outDir, 'licenses.txt'), getLicenseTexts()),
    'config:resolved': ({ config }) => {
      config.zip.excludeSources = ['**/node_modules/**', '.git', '.git/**', '.wxt/**', 'dist/**', 'test-results/**'];
    },
  },
  manifest: ({ browser, mode }) => ({
    name: '__MSG_app_name__',
    description: '__MSG_app_description__',
    default_locale: 'en',
    permissions: [
      'storage',
      'unlimitedStorage',
      'alarms',
      'contextMenus',
      'notifications',
      'activeTab',
      'scripting',
      // Firefox 153 cannot ask for it later; it shows no warning at install.
      ...(browser === 'firefox' ? ['identity' as const] : []),
    ],
    host_permissions: ['https://intervals.icu/*'],
    // The hosts of the sites, and any single host of a link. Requested at the click that needs it, and never before.
    optional_host_permissions: [
      ...sites.flatMap(({ hosts }) => hosts),
      '*://*/*',
      // Only Chromium lets an extension read finished downloads from disk, after the athlete turned on "Allow access to file URLs". Firefox 153
      // has such a switch, too, but with it on and this permission granted, `fetch` of a file fails in the extension's pages (tried 2026-11-29).
      ...(browser === 'firefox' ? [] : ['file:///*']),
    ],
    optional_permissions: ['downloads', ...(browser === 'firefox' ? [] : ['identity' as const])],
    commands: {
      _execute_action: { description: '__MSG_app_openShortcut__', suggested_key: { default: 'Alt+Shift+M' } },
      'send-this-page': { description: '__MSG_page_shortcut__', suggested_key: { default: 'Alt+Shift+S' } },
    },
    // A second wall, should text of a stranger ever become markup. The pages of `npm run dev` load from a server instead.
    ...(mode === 'production' && { content_security_policy: { extension_pages: CONTENT_SECURITY_POLICY } }),
    ...(browser === 'firefox' ? firefox : chromium),
  }),
});

const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  // Any host of a link that the athlete sends, an ntfy server at home, and finished downloads.
  'connect-src https: http: file: blob: data:',
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

const chromium = {
  // Lets a `File` travel in a message, as Firefox always did: developer.chrome.com/blog/structured-clone-messaging
  minimum_chrome_version: '148',
  message_serialization: 'structured_clone',
  // Nothing of a private window may be kept. Firefox runs no extension there unless the user allows it, and where it never remembers
  // history every window is private: there the options could not say why nothing works (Firefox 153, 2026-11). Whatever is seen of a
  // private window is refused in words.
  incognito: 'not_allowed' as const,
};

const firefox = {
  browser_specific_settings: {
    gecko: {
      id: '{b1d7f4f0-6d0a-4c62-9d4c-2f4f5f1f7a11}',
      strict_min_version: '140.0',
      // What leaves the browser, all for the athlete's own account: the key, recordings with heart rate and places, and the names and
      // files that are read from the pages of training sites. One that is added after a release asks every user again.
      data_collection_permissions: { required: ['authenticationInfo', 'healthInfo', 'locationInfo', 'websiteContent'] },
    },
    // The consent for data exists there since 142: extensionworkshop.com/documentation/develop/firefox-builtin-data-consent
    gecko_android: { strict_min_version: '142.0' },
  },
};

/** Folders in node_modules of the libraries whose code is in the package. */
const bundledLibraries = new Set<string>();

const collectBundledLibraries: Plugin = {
  name: 'collect-bundled-libraries',
  generateBundle(_, bundle) {
    for (const output of Object.values(bundle)) {
      if (output.type !== 'chunk') continue;
      for (const id of output.moduleIds) {
        const [, folder] = /(node_modules\/(?:@[^/]+\/)?[^/]+)(?!.*node_modules)/.exec(id) ?? [];
        if (folder) bundledLibraries.add(folder);
      }
    }
  },
};

/** The licences of the bundled libraries, which they ask to be passed on with their code. */
function getLicenseTexts(): string {
  const texts = [...bundledLibraries].sort().map(folder => {
    const { name, version, license, author } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    const file = ['LICENSE', 'LICENSE.txt', 'LICENSE.md'].map(one => join(folder, one)).find(existsSync);
    // WXT's own packages state their licence in package.json only (0.21, 2026-11).
    const text = file ? readFileSync(file, 'utf8').trim() : `Copyright (c) ${author?.name ?? author ?? name}`;
    return `${name} ${version} (${license})\n\n${text}\n`;
  });
  return texts.join(`\n${'-'.repeat(80)}\n\n`);
}
