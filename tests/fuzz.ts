import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';

/**
 * `npm run fuzz -- 10m`: tries every property with fresh seeds, round after round, until the time is over or one fails.
 * `FUZZ_SEED=… npm run fuzz` does one round with that seed. tests/support/property-seed.ts says what a round tries.
 */
const USUAL = '5m';
const UNITS_MS = new Map([
  ['s', 1000],
  ['m', 60_000],
  ['h', 3_600_000],
]);
const LONGEST_MS = 24 * 3_600_000;
/** Seeds of fast-check have 32 bits, and a sign. */
const SEEDS = 2 ** 31;

const said = process.argv.slice(2).join(' ') || USUAL;
const lengthMs = lengthOf(said) ?? leave(`“${said}” is not a time: use 30s, 10m or 2h, at most 24h.`);
const replayed = process.env.FUZZ_SEED ? seedOf(process.env.FUZZ_SEED) : undefined;

const files = globSync('tests/**/*.test.{ts,tsx}').filter(path => read(path).includes("from 'fast-check'"));
const properties = files.flatMap(path => read(path).match(/\bfc\.(?:property|asyncProperty)\(/g) ?? []);
const report = join(mkdtempSync(join(tmpdir(), 'musette-fuzz-')), 'report.json');
const end = Date.now() + lengthMs;
const stop = new AbortController();
let rounds = 0;

process.on('exit', () => rmSync(join(report, '..'), { recursive: true, force: true }));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop.abort());
if (replayed === undefined) setTimeout(() => stop.abort(), lengthMs).unref();

console.log(`${properties.length} properties in ${files.length} files`);
do {
  const seed = replayed ?? randomInt(SEEDS);
  console.log(`Round ${rounds + 1}, seed ${seed}`);
  const outcome = await round(seed);
  if (outcome === 'failed') {
    tell(seed);
    process.exit(1);
  }
  if (outcome === 'passed') rounds += 1;
} while (replayed === undefined && !stop.signal.aborted && Date.now() < end);
console.log(
  rounds > 0
    ? `${rounds} whole rounds of ${properties.length} properties, and none failed`
    : 'No round was completed: give it more time, or find what hangs.',
);
// A night in which a property hung must not look like a good one.
if (rounds === 0) process.exitCode = 1;

/** Runs every property once, with as many values as the property or tests/support/property-seed.ts says. */
function round(seed: number): Promise<'passed' | 'failed' | 'stopped'> {
  rmSync(report, { force: true });
  const args = ['run', '--config', 'tests/vitest.config.ts', '--root', '.', '--bail=1', '--testTimeout=0'];
  const vitest = spawn('vitest', [...args, '--reporter=json', `--outputFile=${report}`, ...files], {
    env: { ...process.env, FUZZ_SEED: String(seed), MUSETTE_EXTRA_FILES: '', NO_COLOR: '1' },
    stdio: ['ignore', 'ignore', 'inherit'],
    // A separate process group: its workers end with it, and Ctrl-C reaches only this process.
    detached: true,
  });
  const kill = () => vitest.pid !== undefined && process.kill(-vitest.pid, 'SIGKILL');
  stop.signal.addEventListener('abort', kill);
  return new Promise(resolve => {
    vitest.on('error', error => leave(`vitest did not start: ${error.message}`));
    vitest.on('exit', code => {
      stop.signal.removeEventListener('abort', kill);
      resolve(code === 0 ? 'passed' : stop.signal.aborted && code === null ? 'stopped' : 'failed');
    });
  });
}

/** Prints what failed, with the seed, the path and the smallest counterexample, and what to do next. */
function tell(seed: number): void {
  for (const { name: path, message, assertionResults } of readReport().testResults ?? []) {
    const name = relative('.', path);
    for (const { status, fullName, failureMessages } of assertionResults) {
      if (status === 'failed') console.log(['', name, fullName, ...failureMessages.map(withoutStack)].join('\n'));
    }
    if (message) console.log(`\n${name}\n${message}`);
  }
  console.log(`
\`FUZZ_SEED=${seed} npm run fuzz\` does it again. Keep the counterexample beside its property, as one of its \`examples\` or
as a test of its own; then mend what it found.`);
}

function withoutStack(message: string): string {
  return message.replaceAll(/^ +at .*\n?/gm, '').trimEnd();
}

interface Report {
  testResults?: {
    name: string;
    /** Why the file could not be run at all. */
    message: string;
    assertionResults: { status: string; fullName: string; failureMessages: string[] }[];
  }[];
}

function readReport(): Report {
  try {
    return JSON.parse(read(report));
  } catch {
    // It ended before it could write one, and printed the reason.
    return {};
  }
}

function read(path: string): string {
  return readFileSync(path, 'utf8');
}

function lengthOf(text: string): number | undefined {
  const [, count, unit = ''] = /^(\d+)([smh])$/.exec(text) ?? [];
  const ms = Number(count) * (UNITS_MS.get(unit) ?? 0);
  return ms > 0 && ms <= LONGEST_MS ? ms : undefined;
}

function seedOf(text: string): number {
  const seed = Number(text);
  const isSeed = /^\d+$/.test(text) && seed < SEEDS;
  return isSeed ? seed : leave(`“${text}” in FUZZ_SEED is no seed: a whole number below ${SEEDS}.`);
}

function leave(why: string): never {
  console.error(why);
  process.exit(2);
}
