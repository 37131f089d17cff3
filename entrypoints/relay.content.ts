import { browser } from 'wxt/browser';
import { defineContentScript } from 'wxt/utils/define-content-script';
import { relay } from '../lib/capture/hook/relay.ts';

// Registered while the extension runs (lib/capture/hooks.ts), for the sites that a person switched on and for no other.
export default defineContentScript({
  registration: 'runtime',
  globalName: false,
  main() {
    relay(said => {
      // After an update this page's relay belongs to nobody; the next page has a new one.
      browser.runtime.sendMessage({ said }).catch(() => undefined);
    });
  },
});
