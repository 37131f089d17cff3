import fc from 'fast-check';
import { describe, test } from 'vitest';
import { joinBytes } from '../../../fixtures/archives.ts';
import { differentRecordings, fitFile, gpxFile, makeGzip, tcxFile } from '../../../fixtures/recordings.ts';
import { expectSaneFindings, mutateRecording } from '../../../support/mutated-recordings.ts';

const START = Date.UTC(2026, 2, 1, 7);
const fit = fitFile({ startMs: START, durationSecs: 300 });

/** Forty files of all formats. `npm run fuzz` tries 200 mutations of each in every round: 8,000. */
const FILES = [
  ...differentRecordings(33, { startMs: START, durationSecs: 60, seed: 7 }),
  { name: 'big-endian.fit', bytes: fitFile({ startMs: START, durationSecs: 90 }, { bigEndian: true }) },
  { name: 'old-header.fit', bytes: fitFile({ startMs: START, durationSecs: 90 }, { headerSize: 12 }) },
  { name: 'chained.fit', bytes: joinBytes([fit, fitFile({ startMs: START - 7_200_000, sport: 'run' })]) },
  { name: 'two-members.fit.gz', bytes: joinBytes([makeGzip(fit.slice(0, 700)), makeGzip(fit.slice(700))]) },
  { name: 'trailing.fit', bytes: joinBytes([fit, new Uint8Array(64)]) },
  { name: 'long.tcx', bytes: tcxFile({ startMs: START, durationSecs: 200 }) },
  { name: 'long.gpx', bytes: gpxFile({ startMs: START, durationSecs: 200 }) },
];

const MUTATIONS = process.env.FUZZ_SEED ? 200 : 25;

describe('A6 a mutated recording', () => {
  test.each(FILES)('has no absurd start or length, and is never a surprise: $name', async ({ name, bytes }) => {
    await fc.assert(
      fc.asyncProperty(fc.noBias(fc.integer()), seed =>
        expectSaneFindings(mutateRecording(bytes, seed + bytes.length), name),
      ),
      { numRuns: MUTATIONS },
    );
  });
});
