import { cookiesOf } from '../cookies.ts';
import type { Reply, SiteRequest } from '../site.ts';
import { json } from './json.ts';
import { ACCESS_COOKIE, type Session, type Sessions } from './sessions.ts';

/*
 * Two checks come before `/gc-api`, measured in August 2026:
 * https://github.com/jshute96/userscripts/blob/f8ccd23/sites/connect.garmin.com/upload-to-strava.md. Cloudflare's edge checks
 * Sec-Fetch-Site alone; Garmin's own check wants the page's token and a session that is awake. Referer, Origin,
 * sec-ch-ua and X-app-ver were measured not to matter.
 */

/** Lets through what a page of the same origin fetches. An extension's background sends `none`, and never passes. */
export function edgeRefuses({ headers }: SiteRequest): Reply | undefined {
  if (headers['sec-fetch-site'] === 'same-origin') return undefined;
  // The request did not pass the edge, so there is neither a body nor a cf-cache-status.
  return { status: 403, headers: { Server: 'cloudflare' } };
}

/** Finds the session of the page that asks, or the reply that refuses it. */
export function admit(request: SiteRequest, sessions: Sessions): Session | Reply {
  const session = sessions.of(request);
  if (!session || cookiesOf(request)[ACCESS_COOKIE] !== session.access) return unauthorized;
  return request.headers['connect-csrf-token'] === session.csrfToken ? session : forbidden;
}

/** The bodies of these two are not known; they have one, because the edge's refusal is described as having none. */
const forbidden = json(403, { message: 'HTTP 403 Forbidden', error: 'ForbiddenException' });
const unauthorized = json(401, { message: 'HTTP 401 Unauthorized', error: 'NotAuthorizedException' });
