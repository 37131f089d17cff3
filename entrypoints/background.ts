import { defineBackground } from 'wxt/utils/define-background';
import * as z from 'zod/mini';
import { startFeatures } from '../lib/features.ts';

export default defineBackground({
  type: 'module',
  main() {
    // zod compiles its parsers with `new Function` where it can; an extension's CSP forbids that, loudly.
    z.config({ jitless: true });
    startFeatures();
  },
});
