import { defineConfig } from 'wxt';

export default defineConfig({
  imports: false,
  manifestVersion: 3,
  modules: ['@wxt-dev/webextension-polyfill', '@wxt-dev/i18n/module'],
  i18n: { localesDir: 'components/locales' },
  manifest: ({ browser }) => ({
    name: '__MSG_app_name__',
    description: '__MSG_app_description__',
    default_locale: 'en',
    permissions: ['storage', 'unlimitedStorage', 'alarms', 'notifications'],
    host_permissions: ['https://intervals.icu/*'],
    ...(browser === 'firefox' ? firefox : chromium),
  }),
});

const chromium = {
  // Lets a `File` travel in a message, as Firefox always did: developer.chrome.com/blog/structured-clone-messaging
  minimum_chrome_version: '148',
  message_serialization: 'structured_clone',
};

const firefox = {
  browser_specific_settings: {
    gecko: {
      id: 'musette@musette.invalid',
      strict_min_version: '140.0',
      data_collection_permissions: { required: ['none'] },
    },
  },
};
