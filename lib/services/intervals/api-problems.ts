import { Problem, type ProblemKind } from '../../platform/problem.ts';
import { readBody } from '../../platform/read-body.ts';
import { parseRetryAfter } from '../../platform/retry-after.ts';

/** What an unsuccessful reply means. A 403 with JSON is the API's own, any other is Cloudflare's. */
export async function toReplyProblem(response: Response): Promise<Problem> {
  const message = await readServerMessage(response);
  const kind = toProblemKind(response.status, message !== undefined);
  const retryAfterMs = parseRetryAfter(response.headers.get('retry-after'));
  return new Problem(kind, {
    detail: kind === 'refused' && message ? message : String(response.status),
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

function toProblemKind(status: number, isJson: boolean): ProblemKind {
  if (status === 401) return 'unauthorized';
  if (status === 403) return isJson ? 'forbidden' : 'challenged';
  if (status === 404) return 'not-found';
  if (status === 429) return 'rate-limited';
  return status >= 500 ? 'server-down' : 'refused';
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
