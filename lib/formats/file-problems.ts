import { Problem } from '../platform/problem.ts';

/** @param detail What is wrong with the bytes, and where */
export function brokenFile(detail: string, options?: ErrorOptions): Problem {
  return new Problem('broken-file', { detail }, options);
}

/** @param detail Which of the limits in `file-limits.ts` was passed */
export function limitExceeded(detail: string): Problem {
  return new Problem('archive-limit', { detail });
}
