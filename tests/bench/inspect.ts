import FitParser from 'fit-file-parser';
import { inspectFile } from '../../lib/formats/recordings/inspect-file.ts';
import { extraFixture, extraFixtures, extraFolder } from '../extra/extra-files.ts';
import { fitFile } from '../fixtures/recordings.ts';

interface Sample {
  name: string;
  bytes: Uint8Array<ArrayBuffer>;
}

/** Files and megabytes a second, ours and the full parser's. The extra files are included if there are any. */
export async function benchInspect() {
  const generated = Array.from({ length: 40 }, (_, n) => ({
    name: `ride-${n}.fit`,
    bytes: fitFile({ startMs: Date.UTC(2026, 0, 1 + n, 8), durationSecs: 3600, seed: n }),
  }));
  const extra = (extraFolder ? extraFixtures('fit') : [])
    .filter(name => name.endsWith('.fit') && !name.startsWith('synthetic'))
    .map(name => ({ name, bytes: extraFixture(`fit/${name}`) }));

  const rows: Record<string, object> = {};
  for (const [name, samples] of Object.entries({ generated, extra })) {
    if (samples.length > 0) rows[name] = await compare(samples);
  }
  return rows;
}

async function compare(samples: Sample[]) {
  const megabytes = samples.reduce((sum, { bytes }) => sum + bytes.length, 0) / 1e6;
  // Alternately, and the best of five: a pause of the machine then affects both in the same way.
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let round = 0; round < 5; round += 1) {
    ours.push(await timed(samples, ({ name, bytes }) => Array.fromAsync(inspectFile(new File([bytes], name)))));
    theirs.push(await timed(samples, parseFully));
  }
  const [our = 0, their = 0] = [Math.min(...ours), Math.min(...theirs)];
  return {
    files: samples.length,
    MB: round(megabytes),
    'inspect files/s': round(samples.length / our),
    'inspect MB/s': round(megabytes / our),
    'fit-file-parser files/s': round(samples.length / their),
    'fit-file-parser MB/s': round(megabytes / their),
    ratio: round(their / our),
  };
}

/** Seconds. */
async function timed(samples: Sample[], work: (sample: Sample) => Promise<unknown>): Promise<number> {
  const start = performance.now();
  for (const sample of samples) await work(sample);
  return (performance.now() - start) / 1000;
}

async function parseFully({ bytes }: Sample): Promise<void> {
  const parser = new FitParser({ force: true, mode: 'list' });
  // Files that the other parser cannot read take it less time, which is in its favour.
  await parser.parseAsync(bytes.buffer).catch(() => undefined);
}

export const round = (value: number): number => (value >= 100 ? Math.round(value) : Math.round(value * 10) / 10);
