import { defineConfig } from 'vitest/config';
import { WxtVitest } from 'wxt/testing/vitest-plugin';
import { extraFolder } from './extra/extra-files.ts';

export default defineConfig({
  plugins: [WxtVitest()],
  test: {
    include: extraFolder
      ? ['tests/extra/**/*.test.ts']
      : ['tests/unit/**/*.test.{ts,tsx}', 'tests/emulator/**/*.test.ts'],
    // A bound for what hangs, not a measure: other work may have the machine.
    testTimeout: 60_000,
    mockReset: true,
    restoreMocks: true,
  },
});
