import { Problem, type ProblemKind } from '../../platform/problem.ts';
import { readBody } from '../../platform/read-body.ts';
import { parseRetryAfter } from '../../platform/retry-after.ts';

/** What an unsuccessful reply means. A 403 with JSON is the API's own, any other is Cloudflare's. */
export async function toReplyProblem(response: Response): Promise<Problem> {
  const message = await readServerMessage(response);
  const kind = toProblemKind(response, message !== undefined);
  const retryAfterMs = parseRetryAfter(response.headers.get('retry-after'));
  return new Problem(kind, {
    detail: kind === 'refused' && message ? message : String(response.status),
    ...(kind === 'file-too-large' && { site: 'Intervals.icu' }),
    ...(retryAfterMs !== undefined && { retryAfterMs }),
  });
}

/** What it means that no reply came. */
export function toFetchProblem(thrown: unknown, online = globalThis.navigator?.onLine ?? true): Problem {
  if (thrown instanceof Problem) return thrown;
  const name = thrown instanceof Error ? thrown.name : '';
  if (name === 'TimeoutError') return new Problem('timeout', {}, { cause: thrown });
  if (name === 'AbortError') return new Problem('stopped', {}, { cause: thrown });
  return new Problem(online ? 'unreachable' : 'offline', {}, { cause: thrown });
}

function toProblemKind({ status, headers }: Response, isJson: boolean): ProblemKind {
  // https://developers.cloudflare.com/cloudflare-challenges/challenge-types/challenge-pages/detect-response/ (read 2026-11)
  if (headers.get('cf-mitigated') === 'challenge') return 'challenged';
  if (status === 403) return isJson ? 'forbidden' : 'challenged';
  // With Retry-After, 413 is temporary (RFC 9110, 15.5.14).
  if (status === 413 && headers.has('retry-after')) return 'server-down';
  return KIND_BY_STATUS[status] ?? getKindOfClass(status);
}

/** Statuses that mean something else than their class. */
const KIND_BY_STATUS: Partial<Record<number, ProblemKind>> = {
  401: 'unauthorized',
  404: 'not-found',
  // A proxy, or a network, that wants somebody to sign in first.
  407: 'unreachable',
  511: 'unreachable',
  // The request did not arrive in time, as on a slow line.
  408: 'timeout',
  410: 'not-found',
  413: 'file-too-large',
  // Over a wrong connection, or too early in one: the next connection is another.
  421: 'server-down',
  425: 'server-down',
  429: 'rate-limited',
  // nginx: the connection was closed before the reply, here by a machine in between.
  499: 'server-down',
  501: 'refused',
  505: 'refused',
};

function getKindOfClass(status: number): ProblemKind {
  if (status >= 500) return 'server-down';
  // No request asks for a redirect or for what is in a cache.
  return status >= 400 ? 'refused' : 'unreadable-reply';
}

/** The sentence of `{"status":422,"error":"…"}`; undefined if the body is not JSON, as Cloudflare's pages. */
export async function readServerMessage(response: Response): Promise<string | undefined> {
  try {
    const text = await readBody(response.body, { maxBytes: MAX_MESSAGE_BYTES });
    const body: unknown = JSON.parse((await text?.text()) ?? '');
    const error = typeof body === 'object' && body !== null && 'error' in body ? body.error : '';
    return String(error).slice(0, 300);
  } catch {
    // Not JSON, or cut off: only the status is known.
    return undefined;
  }
}

/** A stack trace of Java fits. */
const MAX_MESSAGE_BYTES = 64 * 1024;
