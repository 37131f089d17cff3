import { crc32 as zlibCrc32 } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { crc16, crc32 } from '../../../lib/formats/crc.ts';
import { fitCrc } from '../../fixtures/fit-writer.ts';

describe('crc16 and crc32', () => {
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
