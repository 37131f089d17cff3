import { defineConfig } from '@playwright/test';
import { extraFolder } from './extra/extra-files.ts';

export default defineConfig({
  testDir: extraFolder ? 'extra' : 'e2e',
  testMatch: '*.spec.ts',
  outputDir: '../test-results',
  // Half of a test's time is waiting for what the product waits for; meanwhile others go on.
  workers: 3,
  // The slowest file would be the end of all of them otherwise.
  fullyParallel: true,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: process.env.PLAYWRIGHT_JSON_OUTPUT_NAME ? [['list'], ['json']] : [['list']],
});
