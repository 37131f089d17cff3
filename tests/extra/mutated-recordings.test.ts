import { describe, expect, test } from 'vitest';
import { expectSaneFindings, mutateRecording } from '../support/mutated-recordings.ts';
import { extraFixture } from './extra-files.ts';
import { readManifest } from './manifest.ts';

const MAX_BYTES = 200_000;

const recordings = readManifest()
  .filter(({ file, expected }) => /^(fit|tcx|gpx)\//.test(file) && expected.startsWith('activity'))
  .filter(({ file }) => extraFixture(file).length <= MAX_BYTES);

/** Forty files across all programs, with 200 mutations each: 8,000. */
const chosen = recordings.filter(
  (_, index) => Math.floor((index * 40) / recordings.length) !== Math.floor(((index - 1) * 40) / recordings.length),
);

describe('A6 the mutations of real recordings', () => {
  test.each(chosen)('have no absurd start or length: $file', { timeout: 120_000 }, async ({ file }) => {
    const bytes = extraFixture(file);
    for (let seed = 1; seed <= 200; seed++) await expectSaneFindings(mutateRecording(bytes, seed), `${file} ${seed}`);
  });

  test('are of many files', () => expect(chosen.length).toBe(40));
});
