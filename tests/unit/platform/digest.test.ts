import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { digest } from '../../../lib/platform/digest.ts';

describe('digest', () => {
  test('returns the SHA-256 of bytes and of a file in hex', async () => {
    const bytes = new TextEncoder().encode('musette');
    const expected = createHash('sha256').update(bytes).digest('hex');

    expect(await digest(bytes)).toBe(expected);
    expect(await digest(new File([bytes], 'a.fit'))).toBe(expected);
  });

  test('throws `file-unreadable` for a file that was moved', async () => {
    const gone = new Blob();
    gone.arrayBuffer = () => Promise.reject(new DOMException('moved', 'NotFoundError'));

    await expect(digest(gone)).rejects.toMatchObject({ kind: 'file-unreadable' });
  });
});
