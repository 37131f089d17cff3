import { defineConfig } from 'wxt';

export default defineConfig({
  imports: false,
  manifestVersion: 3,
  modules: ['@wxt-dev/webextension-polyfill', '@wxt-dev/i18n/module'],
  i18n: { localesDir: 'components/locales' },
  manifest: () => ({ name: 'Musette for Intervals.icu', default_locale: 'en' }),
});
