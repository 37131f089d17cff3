import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { startRelay } from '../lib/features/capture/hook/relay.ts';

// Registered while the extension runs (lib/features/capture/hook-registration.ts), only for the sites that a person switched on. Without the
// polyfill, and what WXT gives its content scripts: their pages would load ten times as much.
export default defineUnlistedScript({
  globalName: false,
  main() {
    startRelay(async report => {
      try {
        await chrome.runtime.sendMessage({ report });
      } catch {
        // After an update this page's relay has lost its extension; the next page gets a new one.
      }
    });
  },
});
