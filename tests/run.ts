import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { extraFolder } from './extra/extra-files.ts';
import { expectChromium, fetchFirefox, fetchScreen } from './support/browsers/find-browsers.ts';

/**
 * `npm test`: finds the browsers, runs the unit tests, packs both builds and runs the e2e tests on them.
 * Names every test that was skipped; the last line is `N passed, N failed`.
 */
const reports = mkdtempSync(join(tmpdir(), 'musette-reports-'));
process.on('exit', () => rmSync(reports, { recursive: true, force: true }));

if (extraFolder) console.log(`Extra files: ${extraFolder}. Only the tests about them are run.`);
console.log(`Chromium: ${expectChromium()}`);
console.log(`Firefox: ${fetchFirefox() ?? 'none found, its tests are skipped'}`);
const lacking = fetchScreen();
console.log(
  `Screen: ${lacking.length === 0 ? 'one of its own' : `${lacking.join(', ')} not found, what needs a screen is skipped`}`,
);

const unit = join(reports, 'unit.json');
const e2e = join(reports, 'e2e.json');
const parts = [
  {
    succeeded: run('npm', [
      ...['run', 'test:unit', '--', '--reporter=default', '--reporter=json'],
      `--outputFile.json=${unit}`,
    ]),
    count: () => countUnit(unit),
  },
  {
    succeeded: run('npm', ['run', 'build']) && run('npm', ['run', 'test:e2e'], { PLAYWRIGHT_JSON_OUTPUT_NAME: e2e }),
    count: () => countE2e(e2e),
  },
];

const counts = parts.map(({ succeeded, count }) => {
  const { failed, ...rest } = count();
  // A part that ended before it could count anything is a failure, too.
  return { ...rest, failed: Math.max(failed, succeeded ? 0 : 1) };
});
const skipped = counts.flatMap(count => count.skipped);
if (skipped.length > 0) console.log(`${skipped.length} skipped:\n${skipped.map(name => `- ${name}`).join('\n')}`);
const sum = (which: 'passed' | 'failed') => counts.reduce((total, count) => total + count[which], 0);
console.log(`${sum('passed')} passed, ${sum('failed')} failed`);
process.exitCode = sum('failed') === 0 ? 0 : 1;

function run(command: string, args: string[], env: Record<string, string> = {}): boolean {
  return spawnSync(command, args, { stdio: 'inherit', env: { ...process.env, ...env } }).status === 0;
}

interface Count {
  passed: number;
  failed: number;
  /** Their titles, with the reason if there is one. */
  skipped: string[];
}

interface UnitReport {
  numPassedTests: number;
  numFailedTests: number;
  testResults: { assertionResults: { status: string; fullName: string }[] }[];
}

function countUnit(path: string): Count {
  const report = readReport<UnitReport>(path);
  const results = report?.testResults.flatMap(({ assertionResults }) => assertionResults) ?? [];
  return {
    passed: report?.numPassedTests ?? 0,
    failed: report?.numFailedTests ?? 0,
    skipped: results.filter(({ status }) => status !== 'passed' && status !== 'failed').map(({ fullName }) => fullName),
  };
}

interface Suite {
  title: string;
  suites?: Suite[];
  specs?: {
    title: string;
    tests: { status: string; annotations: { type: string; description?: string }[] }[];
  }[];
}

interface E2eReport {
  stats: { expected: number; unexpected: number; flaky: number };
  suites: Suite[];
}

function countE2e(path: string): Count {
  const report = readReport<E2eReport>(path);
  return {
    passed: report?.stats.expected ?? 0,
    failed: (report?.stats.unexpected ?? 0) + (report?.stats.flaky ?? 0),
    skipped: report?.suites.flatMap(skippedIn) ?? [],
  };
}

function skippedIn({ title, suites = [], specs = [] }: Suite): string[] {
  const own = specs.flatMap(spec =>
    spec.tests
      .filter(({ status }) => status === 'skipped')
      .map(({ annotations }) => {
        const reason = annotations.find(({ type }) => type === 'skip')?.description;
        return `${spec.title}${reason ? ` (${reason})` : ''}`;
      }),
  );
  return [...own, ...suites.flatMap(skippedIn)].map(name => `${title} › ${name}`);
}

function readReport<Report>(path: string): Report | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    // The part ended before it could write one; its exit code says so.
    return undefined;
  }
}
