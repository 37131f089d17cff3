import { describe, expect, test } from 'vitest';
import { Problem } from '../../../lib/platform/problem.ts';

describe('Problem', () => {
  test('survives the trip through a message or a stored row', () => {
    const problem = new Problem('rate-limited', { retryAfterMs: 5000, detail: '429' });

    expect(Problem.fromPlain(structuredClone(problem.toPlain())).toPlain()).toEqual({
      kind: 'rate-limited',
      retryAfterMs: 5000,
      detail: '429',
    });
  });

  test('keeps a problem that was thrown, and names anything else unexpected with its cause', () => {
    const known = new Problem('offline');
    const bug = new TypeError('x is undefined');

    expect(Problem.from(known)).toBe(known);
    expect(Problem.from(bug)).toMatchObject({ kind: 'unexpected', cause: bug });
    expect(Problem.from('text').facts.detail).toBe('text');
  });
});
