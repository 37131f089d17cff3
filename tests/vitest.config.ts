import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';
import { WxtVitest } from 'wxt/testing/vitest-plugin';
import { extraFolder } from './extra/extra-files.ts';

/** Tests of code that keeps nothing in a module, and of the emulator: they need no fresh modules for each file, which is half of their time. */
const PURE = ['tests/emulator/**/*.test.ts', 'tests/unit/formats/**/*.test.ts'];

const OTHERS = ['tests/unit/**/*.test.{ts,tsx}'];

export default defineConfig({
  test: {
    // Of two cores it would leave one idle.
    maxWorkers: '100%',
    projects: extraFolder
      ? [project('extra', { include: ['tests/extra/**/*.test.ts'] })]
      : [
          project('pure', { include: PURE, isolate: false, unstubGlobals: true }),
          project('others', { include: OTHERS, exclude: PURE }),
        ],
  },
});

function project(
  name: string,
  options: TestProjectInlineConfiguration['test'],
): TestProjectInlineConfiguration {
  return {
    // Not beside the projects: what it sets up does not reach them from there (vitest 5.1.1, wxt 0.21.4).
    plugins: [WxtVitest()],
    test: {
      name,
      setupFiles: ['tests/support/property-seed.ts'],
      // Words for people are tried in one language, whatever this machine speaks. Workers learn it when they start.
      env: { LC_ALL: 'en_US.UTF-8' },
      // A bound for what hangs, not a measure: other work may have the machine.
      testTimeout: 60_000,
      mockReset: true,
      restoreMocks: true,
      ...options,
    },
  };
}
