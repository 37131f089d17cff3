import { createHash } from 'node:crypto';
import { crc32 as zlibCrc32 } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { crc16, crc32 } from '../../../lib/formats/crc.ts';
import { digest } from '../../../lib/formats/digest.ts';
import { fitCrc } from '../../fixtures/fit-writer.ts';

describe('checksums', () => {
  const bytes = fc.uint8Array({ maxLength: 200, size: 'max' });

  test('equal those of other implementations, for any length', () => {
    fc.assert(fc.property(bytes, some => void expect(crc16(some)).toBe(fitCrc(some))));
    fc.assert(fc.property(bytes, some => void expect(crc32(some)).toBe(zlibCrc32(some))));
  });

  test('can be continued from where they ended', () => {
    fc.assert(
      fc.property(bytes, bytes, (first, second) => {
        const both = Uint8Array.of(...first, ...second);
        expect(crc32(second, crc32(first))).toBe(crc32(both));
        expect(crc16(second, crc16(first))).toBe(crc16(both));
      }),
    );
  });
});

describe('the digest', () => {
  test('is SHA-256 in hex, for bytes and for a file', async () => {
    const bytes = new TextEncoder().encode('musette');
    const expected = createHash('sha256').update(bytes).digest('hex');

    expect(await digest(bytes)).toBe(expected);
    expect(await digest(new File([bytes], 'a.fit'))).toBe(expected);
  });

  test('of a file that was moved throws a Problem that says so', async () => {
    const gone = new Blob();
    gone.arrayBuffer = () => Promise.reject(new DOMException('moved', 'NotFoundError'));

    await expect(digest(gone)).rejects.toMatchObject({ kind: 'file-unreadable' });
  });
});
