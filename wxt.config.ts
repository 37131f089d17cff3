import { defineConfig } from 'wxt';
import { sites } from './lib/services/sites/registry.ts';

export default defineConfig({
  // A folder that file pickers show: macOS and GTK hide WXT's own `.output`.
  outDir: 'dist',
  imports: false,
  manifestVersion: 3,
  modules: ['@wxt-dev/webextension-polyfill', '@wxt-dev/i18n/module'],
  i18n: { localesDir: 'components/locales' },
  manifest: ({ browser }) => ({
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
      // Only Chromium lets an extension read finished downloads from disk, after the athlete turned on "Allow access to file URLs".
      ...(browser === 'firefox' ? [] : ['file:///*']),
    ],
    optional_permissions: ['downloads', ...(browser === 'firefox' ? [] : ['identity' as const])],
    commands: {
      _execute_action: { description: '__MSG_app_openShortcut__', suggested_key: { default: 'Alt+Shift+M' } },
      'send-this-page': { description: '__MSG_page_shortcut__', suggested_key: { default: 'Alt+Shift+S' } },
    },
    ...(browser === 'firefox' ? firefox : chromium),
  }),
});

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
      // What leaves the browser, all for the athlete's own account: the key, and recordings with heart rate and places.
      data_collection_permissions: { required: ['authenticationInfo', 'healthInfo', 'locationInfo'] },
    },
  },
};
