import { Problem } from '../platform/problem.ts';

/** The bytes are not what they should be; `detail` says what and where. */
export function brokenFile(detail: string, options?: ErrorOptions): Problem {
  return new Problem('broken-file', { detail }, options);
}

/** One of the bounds in `limits.ts` was passed; `detail` says which. */
export function limitExceeded(detail: string): Problem {
  return new Problem('archive-limit', { detail });
}
