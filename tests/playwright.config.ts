import { defineConfig } from '@playwright/test';
import { extraFolder } from './extra/extra-files.ts';

export default defineConfig({
  testDir: extraFolder ? 'extra' : 'e2e',
  testMatch: '*.spec.ts',
  outputDir: '../test-results',
  // A test waits for half of its time; meanwhile others run.
  workers: 3,
  // Otherwise all would wait for the slowest file at the end.
  fullyParallel: true,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: process.env.PLAYWRIGHT_JSON_OUTPUT_NAME ? [['list'], ['json']] : [['list']],
});
