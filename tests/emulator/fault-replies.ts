import type { Reply } from './site.ts';

/**
 * The bad answers that intervals.icu and the Cloudflare before it are known to send; pass one to `fail({ reply })`.
 * 401, 403 and 429: https://forum.intervals.icu/t/609; Cloudflare's: seen by clients with the user agent of a library (2024 to 2026).
 */
export const badReplies = {
  /** The 401 body is a placeholder: no recording of the real one is known. */
  unauthorized: json(401, 'Unauthorized'),
  accessDenied: json(403, 'Access denied'),
  serverError: json(500, 'java.lang.NullPointerException'),
  /** Without seconds there is no Retry-After header. The body is a placeholder, too. */
  rateLimited: (retryAfterSeconds?: number): Reply => {
    const reply = json(429, 'Too many requests');
    if (retryAfterSeconds === undefined) return reply;
    return { ...reply, headers: { ...reply.headers, 'Retry-After': String(retryAfterSeconds) } };
  },
  /** The browser-integrity check, met by clients with a library's user agent. */
  blockedByCloudflare: {
    status: 403,
    headers: { 'Content-Type': 'text/plain; charset=UTF-8' },
    body: 'error code: 1010',
  },
  challengedByCloudflare: html(403, 'Just a moment...', { 'cf-mitigated': 'challenge' }),
  badGateway: html(502, '502 Bad Gateway'),
  /** 520 unknown, 521 down, 522 connect timeout, 523 unreachable, 524 the origin took too long. */
  cloudflareError: (status: 520 | 521 | 522 | 523 | 524): Reply => html(status, `intervals.icu | ${status}`),
  /** Seen on the map of an indoor activity: success, and nothing in it. */
  emptySuccess: { status: 200, headers: { 'Content-Type': 'application/json;charset=UTF-8' } },
  noContent: { status: 204 },
  /** A hotel's or an office's sign-in page that answers in the site's place. */
  captivePortal: html(200, 'Welcome to the guest network'),
} as const;

function json(status: number, error: string): Reply {
  const headers = { 'Content-Type': 'application/json;charset=UTF-8', 'Access-Control-Allow-Origin': '*' };
  return { status, headers, body: JSON.stringify({ status, error }) };
}

function html(status: number, title: string, headers: Record<string, string> = {}): Reply {
  const body = `<!DOCTYPE html><html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`;
  return { status, headers: { 'Content-Type': 'text/html; charset=UTF-8', ...headers }, body };
}
