import { describe, expect, test } from 'vitest';
import { Problem } from '../../../lib/platform/problem.ts';

describe('Problem', () => {
  test('is equal after it was sent in a message or stored in a row', () => {
    const problem = new Problem('rate-limited', { retryAfterMs: 5000, detail: '429' });

    expect(Problem.fromPlain(structuredClone(problem.toPlain())).toPlain()).toEqual({
      kind: 'rate-limited',
      retryAfterMs: 5000,
      detail: '429',
    });
  });

  test('is returned by Problem.from as it was thrown; anything else becomes unexpected with its cause', () => {
    const known = new Problem('offline');
    const bug = new TypeError('x is undefined');

    expect(Problem.from(known)).toBe(known);
    expect(Problem.from(bug)).toMatchObject({ kind: 'unexpected', cause: bug });
    expect(Problem.from('text').facts.detail).toBe('text');
  });
});
