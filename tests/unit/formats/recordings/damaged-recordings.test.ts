import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { joinBytes } from '../../../fixtures/archives.ts';
import { fitCrc } from '../../../fixtures/fit-writer.ts';
import { fitFile, gpxFile, makeGzip, makeZip, tcxFile } from '../../../fixtures/recordings.ts';
import { inspectBytes } from '../../../support/inspect-bytes.ts';

const RIDE = { startMs: Date.UTC(2026, 2, 1, 7), durationSecs: 20 };
const fit = fitFile(RIDE);
const WHOLE: Record<string, Uint8Array<ArrayBuffer>> = {
  fit,
  tcx: tcxFile(RIDE),
  gpx: gpxFile(RIDE),
  gz: makeGzip(fit),
  'two-member gz': joinBytes([makeGzip(fit.slice(0, 400)), makeGzip(fit.slice(400))]),
  zip: makeZip([
    { name: 'a.fit', bytes: fit },
    { name: 'b.gpx.gz', bytes: makeGzip(gpxFile(RIDE)), stored: true },
  ]),
  'zip64 with descriptors': makeZip([{ name: 'a.fit', bytes: fit }], { zip64: true, dataDescriptors: true }),
};

const FILE_PROBLEMS = [
  'empty-file',
  'broken-file',
  'unknown-format',
  'encrypted-archive',
  'archive-limit',
  'file-too-large',
];

/** There is a result for any bytes, and no `unexpected` problem. */
async function expectFindings(bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  const found = await inspectBytes(bytes);
  expect(found.length).toBeGreaterThan(0);
  for (const finding of found) {
    if (finding.verdict === 'broken') expect(FILE_PROBLEMS).toContain(finding.problem.kind);
  }
}

const edits = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 12 });

function edited(bytes: Uint8Array, changes: [at: number, value: number][]): Uint8Array<ArrayBuffer> {
  const changed = bytes.slice();
  for (const [at, value] of changes) changed[at % changed.length] = value;
  return changed;
}

describe.each(Object.entries(WHOLE))('a damaged %s', (_, whole) => {
  test('gives a result whichever bytes are changed', async () => {
    await fc.assert(fc.asyncProperty(edits, changes => expectFindings(edited(whole, changes))));
  });

  test('gives a result wherever it is cut off', async () => {
    await fc.assert(fc.asyncProperty(fc.nat(whole.length), end => expectFindings(whole.slice(0, end))));
  });

  test('gives a result when the end of another file follows', async () => {
    const others = fc.constantFrom(...Object.values(WHOLE));
    const spliced = fc.tuple(fc.nat(whole.length), others, fc.double({ min: 0, max: 1, noNaN: true }));
    await fc.assert(
      fc.asyncProperty(spliced, ([end, other, from]) =>
        expectFindings(joinBytes([whole.subarray(0, end), other.subarray(Math.floor(from * other.length))])),
      ),
    );
  });
});

describe('a damaged FIT file whose checksums are right', () => {
  test('gives a result whatever its messages are', async () => {
    await fc.assert(
      fc.asyncProperty(edits, changes =>
        expectFindings(
          sealed(
            edited(
              fit,
              changes.map(([at, value]) => [14 + at, value]),
            ),
          ),
        ),
      ),
    );
  });

  /** With the original header and a checksum of the changed bytes. */
  function sealed(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
    bytes.set(fit.subarray(0, 14));
    new DataView(bytes.buffer).setUint16(bytes.length - 2, fitCrc(bytes.subarray(0, -2)), true);
    return bytes;
  }
});

describe('inspectFile with random bytes', () => {
  const starts = [[], [0x1f, 0x8b, 8, 0], [0x50, 0x4b, 3, 4], [...fit.subarray(0, 40)], [0x3c, 0x67, 0x70, 0x78]];

  test('gives a result, whichever format they begin like', async () => {
    const start = fc.constantFrom(...starts);
    await fc.assert(
      fc.asyncProperty(start, fc.uint8Array({ maxLength: 300, size: 'max' }), (head, tail) =>
        expectFindings(Uint8Array.of(...head, ...tail)),
      ),
    );
  });
});
