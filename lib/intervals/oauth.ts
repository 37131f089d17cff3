import * as z from 'zod/mini';
import { Problem } from '../problem.ts';
import { isSame } from '../same.ts';
import { type Access, type Scope, scopesIn } from './access.ts';
import { type Client, GUARDED, INTERVALS, REPLY_MS } from './client.ts';
import { problemOfReply, problemOfThrown, serverMessage } from './failures.ts';

/** An app that an athlete has registered with Intervals.icu. */
export interface OwnApp {
  clientId: string;
  secret: string;
}

/** What came of asking: a token, and the athlete whom it is for where Intervals.icu said so. */
export interface Grant {
  access: Extract<Access, { kind: 'token' }>;
  athleteId?: string;
}

/** Where a person lets an app in (reference §12). `state` comes back with the answer. */
export function consentUrl(question: {
  clientId: string;
  redirectUri: string;
  scopes: Scope[];
  state: string;
}): string {
  const url = new URL('/oauth/authorize', INTERVALS);
  url.searchParams.set('client_id', question.clientId);
  url.searchParams.set('redirect_uri', question.redirectUri);
  url.searchParams.set('scope', question.scopes.join());
  url.searchParams.set('state', question.state);
  return url.href;
}

/**
 * The code in the address that the person was led back to.
 * @throws {Problem} `consent-denied`, `consent-mixed-up` when it answers another question, `refused`
 */
export function codeIn(address: string, state: string): string {
  const { searchParams } = new URL(address);
  const error = searchParams.get('error');
  // A refusal comes without the state, and nothing is changed by believing it.
  if (error === 'access_denied') throw new Problem('consent-denied');
  if (error) throw new Problem('refused', { detail: searchParams.get('error_description') ?? error });
  const code = searchParams.get('code');
  if (!code || !isSame(searchParams.get('state') ?? '', state)) throw new Problem('consent-mixed-up');
  return code;
}

const grantSchema = z.object({
  // As RFC 6750, 2.1, has it.
  access_token: z.string().check(z.regex(/^[\w.~+/-]+=*$/), z.maxLength(500)),
  scope: z.catch(z.nullish(z.string()), undefined),
  athlete: z.catch(z.nullish(z.object({ id: z.union([z.string(), z.int()]) })), undefined),
});

function grantOf({ access_token, scope, athlete }: z.infer<typeof grantSchema>): Grant {
  const scopes = typeof scope === 'string' ? scopesIn(scope) : undefined;
  return {
    access: { kind: 'token', token: access_token, ...(scopes && { scopes }) },
    ...(athlete && { athleteId: String(athlete.id) }),
  };
}

/**
 * Makes a token of a code, which is good for two minutes. The endpoint is outside the API and allows no page to ask.
 * @throws {Problem} `consent-late`, `unknown-app`, and as `Client.send`
 */
export async function exchangeCode({ clientId, secret }: OwnApp, code: string): Promise<Grant> {
  const body = new URLSearchParams({ client_id: clientId, client_secret: secret, code });
  const signal = AbortSignal.timeout(REPLY_MS);
  const response = await fetch(`${INTERVALS}/api/oauth/token`, {
    ...GUARDED,
    method: 'POST',
    body,
    signal,
  }).catch(thrown => {
    throw problemOfThrown(thrown);
  });
  if (!response.ok) throw await problemOfExchange(response);
  const reply = grantSchema.safeParse(await response.json().catch(() => undefined));
  // The reply holds a secret: nothing of it may get into a message.
  if (!reply.success) throw new Problem('unreadable-reply', { detail: 'no token in the reply' });
  return grantOf(reply.data);
}

/** A wrong app is told by a sentence; what is said of a code that is no good any more nobody has written down. */
async function problemOfExchange(response: Response): Promise<Problem> {
  const message = (await serverMessage(response.clone())) ?? '';
  const isAboutIt = [400, 401, 403, 404, 422].includes(response.status) && message !== '';
  if (isAboutIt && /client|secret/i.test(message)) return new Problem('unknown-app');
  if (isAboutIt && /code|expired/i.test(message)) return new Problem('consent-late');
  return await problemOfReply(response);
}

/**
 * The token in what a person pasted: bare, as a header, or the whole reply that it came in, which names its scopes.
 * @throws {Problem} `malformed-token`
 */
export function tokenIn(pasted: string): Grant {
  const reply = grantSchema.safeParse(readJson(pasted));
  if (reply.success) return grantOf(reply.data);
  const token = pasted
    .trim()
    .replace(/^["']|["']$/g, '')
    .replace(/^(authorization:\s*)?bearer\s+/i, '')
    .trim();
  const bare = grantSchema.safeParse({ access_token: token });
  if (!bare.success) throw new Problem('malformed-token');
  return grantOf(bare.data);
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // A bare token, most likely.
    return undefined;
  }
}

/** Takes the token of this client back. @throws {Problem} as `Client.send`, but not when it is no good already */
export async function disconnectApp(client: Client): Promise<void> {
  await client.send({ method: 'DELETE', path: '/disconnect-app' }, z.unknown()).catch(thrown => {
    if (!(thrown instanceof Problem && thrown.kind === 'token-refused')) throw thrown;
  });
}
