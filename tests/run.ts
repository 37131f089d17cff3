import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { absentForDisplay, expectChromium, findFirefox } from './setup/browsers.ts';

/**
 * `npm test`: finds the browsers, runs the unit tests, packs both builds and runs the e2e tests on them.
 * Last line: `N passed, N failed`; above it how many were skipped, where some were.
 */
const reports = mkdtempSync(join(tmpdir(), 'musette-reports-'));
process.on('exit', () => rmSync(reports, { recursive: true, force: true }));

console.log(`Chromium: ${expectChromium()}`);
console.log(`Firefox: ${findFirefox() ?? 'none found, its tests are skipped'}`);
if (absentForDisplay.length > 0)
  console.log(`Windows: ${absentForDisplay.join(', ')} not found, what needs a screen is skipped`);

const unit = join(reports, 'unit.json');
const e2e = join(reports, 'e2e.json');
const steps = [
  run('vitest', [
    'run',
    '--config',
    'tests/vitest.config.ts',
    '--root',
    '.',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${unit}`,
  ]),
  run('npm', ['run', 'build']) &&
    run('playwright', ['test', '--config', 'tests/playwright.config.ts'], {
      PLAYWRIGHT_JSON_OUTPUT_NAME: e2e,
    }),
];

const counts = [unitCounts(), e2eCounts()];
const passed = counts.reduce((sum, count) => sum + count.passed, 0);
// A step that broke off before it could count anything is a failure too.
const failed = counts.reduce((sum, count, n) => sum + Math.max(count.failed, steps[n] ? 0 : 1), 0);
const skipped = counts.reduce((sum, count) => sum + count.skipped, 0);
if (skipped > 0) console.log(`${skipped} skipped`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

function run(command: string, args: string[], env: Record<string, string> = {}): boolean {
  return spawnSync(command, args, { stdio: 'inherit', env: { ...process.env, ...env } }).status === 0;
}

function unitCounts() {
  const report = readReport(unit);
  return {
    passed: report?.numPassedTests ?? 0,
    failed: report?.numFailedTests ?? 0,
    skipped: report?.numPendingTests ?? 0,
  };
}

function e2eCounts() {
  const stats = readReport(e2e)?.stats;
  return { passed: stats?.expected ?? 0, failed: stats?.unexpected ?? 0, skipped: stats?.skipped ?? 0 };
}

interface Report {
  numPassedTests?: number;
  numFailedTests?: number;
  numPendingTests?: number;
  stats?: { expected: number; unexpected: number; skipped: number };
}

function readReport(path: string): Report | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    // The step ended before it could write one; its exit code says so.
    return undefined;
  }
}
