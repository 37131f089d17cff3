import { browser } from 'wxt/browser';
import { withKeepAlive } from '../../platform/keep-alive.ts';
import { Problem } from '../../platform/problem.ts';
import type { Scope, UsedArea } from '../../services/intervals/access.ts';
import { toFetchProblem } from '../../services/intervals/api-problems.ts';
import type { Athlete } from '../../services/intervals/athlete.ts';
import { getCredentials } from '../../services/intervals/credentials.ts';
import {
  buildConsentUrl,
  exchangeCode,
  type OAuthApp,
  parseAuthorizationCode,
  parseToken,
} from '../../services/intervals/oauth.ts';
import { connectWithAccess } from './connect.ts';

/** What the athlete enters to connect with an app. */
export interface ConnectAppRequest {
  clientId: string;
  /** Empty: the secret that was entered earlier for the same app. */
  secret: string;
  /** The areas to request, each for reading and writing. */
  areas: UsedArea[];
}

/**
 * Asks the user for consent on the site of Intervals.icu, for their own app, and connects the athlete who gave it.
 * @throws {Problem} every `consent-…`, `unknown-app`, and as the API; nothing is changed then
 */
export async function connectApp(request: ConnectAppRequest): Promise<Athlete> {
  const app = {
    clientId: request.clientId,
    secret: request.secret || (await getStoredSecret(request.clientId)),
  };
  const requestedScopes = request.areas.map(area => `${area}:WRITE` as const);
  return await withKeepAlive(
    requestConsent(app, requestedScopes)
      .then(code => exchangeCode(app, code))
      // A reply without scopes grants those that were requested (RFC 6749, 5.1).
      .then(({ access, athleteId }) => connectWithAccess({ scopes: requestedScopes, ...access }, { app, athleteId })),
  );
}

/**
 * Connects the athlete that this token was issued for. Its scopes are unknown, because only the reply that issued it lists
 * them. They are not tested with requests: an app has few requests a day, and a successful read says nothing about writing.
 * @throws {Problem} `malformed-token`, and as the API; nothing is changed then
 */
export async function connectToken(pasted: string): Promise<Athlete> {
  const { access, athleteId } = parseToken(pasted);
  return await connectWithAccess(access, { athleteId });
}

async function getStoredSecret(clientId: string): Promise<string> {
  const { app } = (await getCredentials()) ?? {};
  if (app?.clientId !== clientId) throw new Problem('unknown-app');
  return app.secret;
}

async function requestConsent({ clientId }: OAuthApp, scopes: Scope[]): Promise<string> {
  const state = crypto.randomUUID();
  const redirectUri = browser.identity.getRedirectURL();
  const url = buildConsentUrl({ clientId, redirectUri, scopes, state });
  const address = await browser.identity.launchWebAuthFlow({ url, interactive: true }).catch(thrown => {
    throw toFlowProblem(thrown);
  });
  if (!address) throw new Problem('consent-closed');
  return parseAuthorizationCode(address, state);
}

/** The browsers give only messages, no error codes (Chromium 156 and Firefox 153, 2026-11). */
function toFlowProblem(thrown: unknown): Problem {
  const message = thrown instanceof Error ? thrown.message : '';
  if (/did not approve|cancelled or denied/i.test(message)) return new Problem('consent-closed');
  if (/could not be loaded|invalid request/i.test(message)) return toFetchProblem(thrown);
  return Problem.from(thrown);
}
