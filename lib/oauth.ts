import { browser } from 'wxt/browser';
import { connectBy } from './account.ts';
import { keepAwake } from './awake.ts';
import { getCredentials } from './credentials.ts';
import type { Scope, UsedArea } from './intervals/access.ts';
import type { Athlete } from './intervals/athlete.ts';
import { problemOfThrown } from './intervals/failures.ts';
import { codeIn, consentUrl, exchangeCode, type OwnApp, tokenIn } from './intervals/oauth.ts';
import { Problem } from './problem.ts';

/** What is typed in to connect with an app. */
export interface AppRequest {
  clientId: string;
  /** Empty: the one that was typed in before for the same app. */
  secret: string;
  /** What to ask for, each for reading and writing. */
  areas: UsedArea[];
}

/**
 * Asks the person, on the site of Intervals.icu, to let their own app in, and connects whoever did.
 * @throws {Problem} every `consent-…`, `unknown-app`, and as the API; nothing is changed then
 */
export async function connectApp(request: AppRequest): Promise<Athlete> {
  const app = { clientId: request.clientId, secret: request.secret || (await secretOf(request.clientId)) };
  const asked = request.areas.map(area => `${area}:WRITE` as const);
  return await keepAwake(
    askConsent(app, asked)
      .then(code => exchangeCode(app, code))
      // No scopes in the reply are those that were asked for (RFC 6749, 5.1).
      .then(({ access, athleteId }) => connectBy({ scopes: asked, ...access }, { app, athleteId })),
  );
}

/**
 * Connects whoever this token was given for. What it is good for is only known from the reply that it came in; nothing is
 * tried out to learn it, for an app has few requests a day, and reading says nothing of writing.
 * @throws {Problem} `malformed-token`, and as the API; nothing is changed then
 */
export async function connectToken(pasted: string): Promise<Athlete> {
  const { access, athleteId } = tokenIn(pasted);
  return await connectBy(access, { athleteId });
}

async function secretOf(clientId: string): Promise<string> {
  const { app } = (await getCredentials()) ?? {};
  if (app?.clientId !== clientId) throw new Problem('unknown-app');
  return app.secret;
}

async function askConsent({ clientId }: OwnApp, scopes: Scope[]): Promise<string> {
  const state = crypto.randomUUID();
  const redirectUri = browser.identity.getRedirectURL();
  const url = consentUrl({ clientId, redirectUri, scopes, state });
  const address = await browser.identity.launchWebAuthFlow({ url, interactive: true }).catch(thrown => {
    throw problemOfFlow(thrown);
  });
  if (!address) throw new Problem('consent-closed');
  return codeIn(address, state);
}

/** The browsers have sentences only (Chromium 156 and Firefox 153, 2026-11). */
function problemOfFlow(thrown: unknown): Problem {
  const message = thrown instanceof Error ? thrown.message : '';
  if (/did not approve|cancelled or denied/i.test(message)) return new Problem('consent-closed');
  if (/could not be loaded|invalid request/i.test(message)) return problemOfThrown(thrown);
  return Problem.from(thrown);
}
