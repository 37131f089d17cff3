import * as z from 'zod/mini';
import { Problem } from '../../../platform/problem.ts';
import type { PageAccess } from '../site.ts';
import { createPageFetch, type SiteFetch, type SiteResponse } from '../site-fetch.ts';
import {
  decodeStart,
  isChallenge,
  isWebPage,
  type SiteIdentity,
  siteProblem,
  toStatusProblem,
} from '../site-responses.ts';

export const GARMIN = {
  label: 'Garmin Connect',
  signIn: 'https://connect.garmin.com/app/activities',
} as const satisfies SiteIdentity;

/**
 * Calls the API from within the page. In a tab that has been open for long the access has expired but not the session: requesting
 * the list page once renews it.
 */
export function createGarminFetch(access: PageAccess): SiteFetch {
  const get = createPageFetch(access, GARMIN.label);
  let token: string | undefined;
  const fetchOnce = (path: string) =>
    get(path, { headers: { 'connect-csrf-token': token ?? '', NK: 'NT' }, stay: true });
  return async path => {
    token ??= tokenSchema.safeParse(await access.runInPage(readToken)).data;
    const response = token === undefined ? undefined : await fetchOnce(path);
    if (response && !needsNewToken(response)) return requireSignedIn(response);
    token = await renewToken(get);
    const retried = await fetchOnce(path);
    if (needsNewToken(retried)) throw toGarminProblem(retried);
    return requireSignedIn(retried);
  };
}

const tokenSchema = z.optional(z.string().check(z.minLength(1), z.maxLength(500)));

/** Runs in the page. Other versions of the page named the token `_csrf`. */
function readToken(page: Document = document): string | null {
  const meta = page.querySelector('meta[name="csrf-token"], meta[name="_csrf"]');
  return meta?.getAttribute('content') ?? null;
}

async function renewToken(get: SiteFetch): Promise<string> {
  const page = await get('/app/activities').catch((thrown: unknown) => {
    // A redirect to the sign-in host fails: the page may not fetch from there.
    if (Problem.from(thrown).kind !== 'site-unreachable') throw thrown;
    throw siteProblem(globalThis.navigator?.onLine === false ? 'site-unreachable' : 'signed-out', GARMIN);
  });
  if (isChallenge(page)) throw siteProblem('human-check', GARMIN);
  const meta = /<meta\b[^>]*\bname=["'](?:csrf-token|_csrf)["'][^>]*>/i.exec(decodeStart(page.bytes, 65_536))?.[0];
  const token = /\bcontent=["']([^"']+)["']/i.exec(meta ?? '')?.[1];
  if (token === undefined) {
    throw page.status >= 400 ? toGarminProblem(page) : siteProblem('signed-out', withSignInAt(page.url));
  }
  return token;
}

const withSignInAt = ({ host }: URL): SiteIdentity => ({
  ...GARMIN,
  signIn: `https://${host}/app/activities`,
});

/** 401: the access has expired, after an hour. 403: the token is from an earlier session, or the activity is another athlete's. */
const needsNewToken = (response: SiteResponse): boolean =>
  response.status === 401 || (response.status === 403 && !isChallenge(response) && !isAnothersActivity(response));

const isAnothersActivity = ({ bytes }: SiteResponse): boolean => decodeStart(bytes).includes('WebApplicationException');

function requireSignedIn(response: SiteResponse): SiteResponse {
  if (isChallenge(response)) throw siteProblem('human-check', GARMIN);
  if (/\/signin\b|\/sso\b/.test(response.url.pathname)) throw siteProblem('signed-out', GARMIN);
  if (response.status === 200 && isWebPage(response)) throw siteProblem('signed-out', GARMIN);
  return response;
}

export function toGarminProblem(response: SiteResponse): Problem {
  const isRefused = response.status === 403 && !isChallenge(response) && !isAnothersActivity(response);
  return isRefused ? siteProblem('page-changed', GARMIN, 403) : toStatusProblem(response, GARMIN);
}
