import { defineContentScript } from 'wxt/utils/define-content-script';
import { installHook } from '../lib/features/capture/hook/hook.ts';

// Registered while the extension runs (lib/features/capture/hook-registration.ts), only for the sites that a person switched on.
export default defineContentScript({
  registration: 'runtime',
  world: 'MAIN',
  globalName: false,
  main: installHook,
});
