import { type Cookie, cookiesOf, setCookie } from '../../cookies.ts';
import { escapeHtml, htmlPage } from '../../html.ts';
import { findRoute, type Reply, type Route, redirect, type SiteRequest } from '../../site.ts';
import { expectIn } from '../query.ts';
import { Refusal } from '../refusal.ts';
import type { World } from '../world.ts';
import type { App } from './oauth.ts';
import { readScopes, type Scope } from './scopes.ts';

/** The pages on which an athlete allows or denies an app; undefined for another path. */
export function consent(world: World, request: SiteRequest): Reply | undefined {
  const { handler, pathKnown } = findRoute(routes, request.method, request.url.pathname);
  if (!handler) return pathKnown ? problem(405, 'Method Not Allowed') : undefined;
  try {
    return handler(world, request);
  } catch (error) {
    if (error instanceof Refusal) return problem(error.status, error.message);
    throw error;
  }
}

/** The cookie of a signed-in athlete, for a browser. */
export function sessionCookie(session: string): Cookie {
  const host = { domain: 'intervals.icu', path: '/', secure: true, httpOnly: true, sameSite: 'Lax' } as const;
  return { name: SESSION, value: session, ...host };
}

type Handler = (world: World, request: SiteRequest) => Reply;

const routes: readonly Route<Handler>[] = [
  ['GET', '/oauth/authorize', ask],
  ['POST', '/oauth/authorize', decide],
  ['POST', '/oauth/login', signIn],
];

function ask(world: World, request: SiteRequest): Reply {
  const { app, scopes } = expectRequest(world, request.url.searchParams);
  const athlete = signedIn(world, request);
  if (!athlete) return signInForm(request.url);
  const choices = scopes.map(
    scope => `<p><label><input type="checkbox" name="scope" value="${scope}" checked> ${scope}</label></p>`,
  );
  return htmlPage({
    title: `Authorize ${app.name}`,
    body:
      `<h1>${escapeHtml(app.name)}</h1><p>Signed in as ${escapeHtml(athlete.name)}</p>` +
      `<form method="post" action="${escapeHtml(request.url.pathname + request.url.search)}">${choices.join('')}` +
      '<button name="answer" value="allow">Allow</button><button name="answer" value="deny">Deny</button></form>',
  });
}

/** Only what the app asked for and the person left ticked is granted. A denial redirects back without the state. */
function decide(world: World, request: SiteRequest): Reply {
  const { app, scopes, redirectUri, state } = expectRequest(world, request.url.searchParams);
  const athlete = signedIn(world, request);
  if (!athlete) return signInForm(request.url);
  const answer = new URLSearchParams(Buffer.from(request.body).toString());
  if (answer.get('answer') !== 'allow') return back(redirectUri, { error: 'access_denied' });
  const ticked = answer.getAll('scope');
  const granted = scopes.filter(scope => ticked.includes(scope));
  const code = world.oauth.issueCode({ app, athlete, scopes: granted });
  return back(redirectUri, { code, ...(state !== null && { state }) });
}

/** Signs in the first athlete, and continues with the consent page. It asks for no password: nothing here is protected. */
function signIn(world: World, { url }: SiteRequest): Reply {
  const cookie = setCookie(sessionCookie(world.oauth.signIn(world.athlete())));
  const { headers, ...reply } = redirect(`/oauth/authorize${url.search}`);
  return { ...reply, headers: { ...headers, 'Set-Cookie': cookie } };
}

function signInForm({ search }: URL): Reply {
  const action = escapeHtml(`/oauth/login${search}`);
  return htmlPage({
    title: 'Login',
    body: `<h1>Login</h1><form method="post" action="${action}"><button>Login</button></form>`,
  });
}

/** A valid request of an app. An error is shown on this page, because there is no safe address to return to. */
function expectRequest({ oauth }: World, query: URLSearchParams): AppRequest {
  const clientId = expectIn(query, 'client_id');
  const redirectUri = expectIn(query, 'redirect_uri');
  const scope = expectIn(query, 'scope');
  const app = oauth.apps.find(candidate => candidate.clientId === clientId);
  if (!app) throw new Refusal(404, 'Client not found');
  if (!app.redirectUris.includes(redirectUri) && !redirectUri.startsWith('http://localhost/'))
    throw new Refusal(422, 'Invalid redirect_uri');
  return { app, scopes: readScopes(scope), redirectUri, state: query.get('state') };
}

function signedIn({ oauth }: World, request: SiteRequest) {
  return oauth.signedIn(cookiesOf(request)[SESSION]);
}

function back(redirectUri: string, answer: Record<string, string>): Reply {
  const url = new URL(redirectUri);
  for (const [name, value] of Object.entries(answer)) url.searchParams.set(name, value);
  return redirect(url.href);
}

function problem(status: number, text: string): Reply {
  return htmlPage({ status, title: 'Error', body: `<p role="alert">${escapeHtml(text)}</p>` });
}

interface AppRequest {
  readonly app: App;
  readonly scopes: readonly Scope[];
  readonly redirectUri: string;
  readonly state: string | null;
}

const SESSION = 'SESSION';
