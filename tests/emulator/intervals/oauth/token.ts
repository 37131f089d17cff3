import type { Reply, SiteRequest } from '../../site.ts';
import type { Call } from '../call.ts';
import { expectIn } from '../query.ts';
import { json, Refusal, routerError } from '../refusal.ts';
import type { World } from '../world.ts';

/**
 * `POST /api/oauth/token`: a code becomes a token. It is outside the API: no CORS headers, and
 * OPTIONS is answered with 405, as several web apps found (2025 to 2026).
 * Its reply to an invalid code is not known.
 */
export function exchangeCode(world: World, request: SiteRequest): Reply {
  if (request.method !== 'POST') return withoutCors(routerError(405, TOKEN_PATH));
  try {
    return withoutCors(exchange(world, request));
  } catch (error) {
    if (error instanceof Refusal) return withoutCors(error.toReply());
    throw error;
  }
}

/** Where codes are exchanged. */
export const TOKEN_PATH = '/api/oauth/token';

/** `DELETE /disconnect-app`: the token of the request is revoked. */
export function disconnectApp({ world, grant }: Call): Reply {
  if (!grant) throw new Refusal(401, 'Unauthorized');
  world.oauth.revoke(grant);
  return { status: 200, headers: { 'Access-Control-Allow-Origin': '*' } };
}

function exchange({ oauth }: World, { headers, body }: SiteRequest): Reply {
  const isForm = headers['content-type']?.startsWith('application/x-www-form-urlencoded') ?? false;
  const form = new URLSearchParams(isForm ? Buffer.from(body).toString() : '');
  const [clientId, secret] = [expectIn(form, 'client_id'), expectIn(form, 'client_secret')];
  const code = expectIn(form, 'code');
  const app = oauth.apps.find(candidate => candidate.clientId === clientId && candidate.secret === secret);
  if (!app) throw new Refusal(404, 'Client and/or secret not found');
  const grant = oauth.redeem(code, app);
  if (!grant) throw new Refusal(404, 'Code not found');
  const { id, name } = grant.athlete;
  return json(200, {
    token_type: 'Bearer',
    access_token: grant.token,
    scope: grant.scopes.join(','),
    athlete: { id, name },
  });
}

function withoutCors({ headers, ...reply }: Reply): Reply {
  const kept = Object.entries(headers ?? {}).filter(([name]) => !name.startsWith('Access-Control'));
  return { ...reply, headers: Object.fromEntries(kept) };
}
