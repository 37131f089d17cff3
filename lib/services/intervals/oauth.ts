import * as z from 'zod/mini';
import { constantTimeEqual } from '../../platform/constant-time-equal.ts';
import { Problem } from '../../platform/problem.ts';
import { type ApiAccess, parseScopes, type Scope } from './access.ts';
import { readServerMessage, toFetchProblem, toReplyProblem } from './api-problems.ts';
import { type Client, INTERVALS_ORIGIN, REPLY_TIMEOUT_MS, SAFE_FETCH_OPTIONS } from './client.ts';

/** An app that an athlete has registered with Intervals.icu. */
export interface OAuthApp {
  clientId: string;
  secret: string;
}

/** A token, and its athlete if Intervals.icu named one. */
export interface TokenGrant {
  access: Extract<ApiAccess, { kind: 'token' }>;
  athleteId?: string;
}

/** The consent page (https://forum.intervals.icu/t/2759). `state` is returned with its answer. */
export function buildConsentUrl(request: {
  clientId: string;
  redirectUri: string;
  scopes: Scope[];
  state: string;
}): string {
  const url = new URL('/oauth/authorize', INTERVALS_ORIGIN);
  url.searchParams.set('client_id', request.clientId);
  url.searchParams.set('redirect_uri', request.redirectUri);
  url.searchParams.set('scope', request.scopes.join());
  url.searchParams.set('state', request.state);
  return url.href;
}

/**
 * The code in the address that the consent page redirects to.
 * @throws {Problem} `consent-denied`, `consent-mixed-up` if its `state` is another, `refused`
 */
export function parseAuthorizationCode(address: string, state: string): string {
  const { searchParams } = new URL(address);
  const error = searchParams.get('error');
  // A denial comes without the state, and is harmless if forged.
  if (error === 'access_denied') throw new Problem('consent-denied');
  if (error) throw new Problem('refused', { detail: searchParams.get('error_description') ?? error });
  const code = searchParams.get('code');
  if (!code || !constantTimeEqual(searchParams.get('state') ?? '', state)) throw new Problem('consent-mixed-up');
  return code;
}

const grantSchema = z.object({
  // https://www.rfc-editor.org/rfc/rfc6750#section-2.1
  access_token: z.string().check(z.regex(/^[\w.~+/-]+=*$/), z.maxLength(500)),
  scope: z.catch(z.nullish(z.string()), undefined),
  athlete: z.catch(z.nullish(z.object({ id: z.union([z.string(), z.int()]) })), undefined),
});

function toTokenGrant({ access_token, scope, athlete }: z.infer<typeof grantSchema>): TokenGrant {
  const scopes = typeof scope === 'string' ? parseScopes(scope) : undefined;
  return {
    access: { kind: 'token', token: access_token, ...(scopes && { scopes }) },
    ...(athlete && { athleteId: String(athlete.id) }),
  };
}

/**
 * Exchanges a code for a token. A code is valid for two minutes. The endpoint is outside the API and allows no request of a page.
 * @throws {Problem} `consent-late`, `unknown-app`, and as `Client.send`
 */
export async function exchangeCode({ clientId, secret }: OAuthApp, code: string): Promise<TokenGrant> {
  const body = new URLSearchParams({ client_id: clientId, client_secret: secret, code });
  const signal = AbortSignal.timeout(REPLY_TIMEOUT_MS);
  const response = await fetch(`${INTERVALS_ORIGIN}/api/oauth/token`, {
    ...SAFE_FETCH_OPTIONS,
    method: 'POST',
    body,
    signal,
  }).catch(thrown => {
    throw toFetchProblem(thrown);
  });
  if (!response.ok) throw await toExchangeProblem(response);
  const reply = grantSchema.safeParse(await response.json().catch(() => undefined));
  // The reply contains a secret, so the problem quotes nothing of it.
  if (!reply.success) throw new Problem('unreadable-reply', { detail: 'no token in the reply' });
  return toTokenGrant(reply.data);
}

/** A wrong app is reported by a sentence; the reply to an expired code is not documented. */
async function toExchangeProblem(response: Response): Promise<Problem> {
  const message = (await readServerMessage(response.clone())) ?? '';
  const isClientError = [400, 401, 403, 404, 422].includes(response.status) && message !== '';
  if (isClientError && /client|secret/i.test(message)) return new Problem('unknown-app');
  if (isClientError && /code|expired/i.test(message)) return new Problem('consent-late');
  return await toReplyProblem(response);
}

/**
 * The token in a pasted text: bare, as a header, or as the whole reply with its scopes.
 * @throws {Problem} `malformed-token`
 */
export function parseToken(pasted: string): TokenGrant {
  const reply = grantSchema.safeParse(tryParseJson(pasted));
  if (reply.success) return toTokenGrant(reply.data);
  const token = pasted
    .trim()
    .replace(/^["']|["']$/g, '')
    .replace(/^(authorization:\s*)?bearer\s+/i, '')
    .trim();
  const bare = grantSchema.safeParse({ access_token: token });
  if (!bare.success) throw new Problem('malformed-token');
  return toTokenGrant(bare.data);
}

function tryParseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Probably a bare token.
    return undefined;
  }
}

/** Revokes the client's token. @throws {Problem} as `Client.send`, but not if it is revoked already */
export async function revokeToken(client: Client): Promise<void> {
  await client.send({ method: 'DELETE', path: '/disconnect-app' }, z.unknown()).catch(thrown => {
    if (!(thrown instanceof Problem && thrown.kind === 'token-refused')) throw thrown;
  });
}
