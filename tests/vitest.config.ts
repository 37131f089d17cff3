import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';
import { WxtVitest } from 'wxt/testing/vitest-plugin';
import { extraFolder } from './extra/extra-files.ts';

/** Tests of code without state in its modules, and of the emulator. They run without new modules for each file, which saves half of their time. */
const PURE = ['tests/emulator/**/*.test.ts', 'tests/unit/formats/**/*.test.ts'];

const OTHERS = ['tests/unit/**/*.test.{ts,tsx}'];

export default defineConfig({
  test: {
    // By default it would leave one of two cores idle.
    maxWorkers: '100%',
    projects: extraFolder
      ? [project('extra', { include: ['tests/extra/**/*.test.ts'] })]
      : [
          project('pure', { include: PURE, isolate: false, unstubGlobals: true }),
          project('others', { include: OTHERS, exclude: PURE }),
        ],
  },
});

function project(name: string, options: TestProjectInlineConfiguration['test']): TestProjectInlineConfiguration {
  return {
    // Not next to `projects`: there it would not affect them (vitest 5.1.1, wxt 0.21.4).
    plugins: [WxtVitest()],
    test: {
      name,
      setupFiles: ['tests/support/property-seed.ts'],
      // Texts are tested in one language, whatever the language of this machine. Workers read it when they start.
      env: { LC_ALL: 'en_US.UTF-8' },
      // A limit for what hangs, not a measurement: the machine may be busy.
      testTimeout: 60_000,
      mockReset: true,
      restoreMocks: true,
      ...options,
    },
  };
}
