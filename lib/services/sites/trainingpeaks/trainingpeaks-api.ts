import * as z from 'zod/mini';
import { Problem } from '../../../platform/problem.ts';
import type { PageAccess } from '../site.ts';
import { createBackgroundFetch, createPageFetch, type SiteFetch, type SiteResponse } from '../site-fetch.ts';
import {
  decodeStart,
  parseJsonResponse,
  type SiteIdentity,
  siteProblem,
  toStatusProblem,
} from '../site-responses.ts';

export const TRAININGPEAKS_API = 'https://tpapi.trainingpeaks.com';

export const TRAININGPEAKS = {
  label: 'TrainingPeaks',
  signIn: 'https://home.trainingpeaks.com/login',
} as const satisfies SiteIdentity;

/** Asks the API for what stands at a path. */
export type TrainingPeaksCall = (path: string) => Promise<SiteResponse>;

/** Does it in the background where that is allowed, and in the page where only that has the session's cookie. */
export async function withTrainingPeaksApi<Result>(
  access: PageAccess,
  work: (call: TrainingPeaksCall) => Promise<Result>,
): Promise<Result> {
  const { label } = TRAININGPEAKS;
  if (!access.hasPage && !access.mayFetch) throw new Problem('no-access', { site: label });
  if (!access.mayFetch) return await work(createApiCall(createPageFetch(access, label)));
  try {
    return await work(createApiCall(createBackgroundFetch(access, label)));
  } catch (thrown) {
    if (!access.hasPage || Problem.from(thrown).kind !== 'signed-out') throw thrown;
    return await work(createApiCall(createPageFetch(access, label)));
  }
}

/** Calls the API with a token; one that has run out is replaced once. */
function createApiCall(get: SiteFetch): TrainingPeaksCall {
  let token: Promise<string> | undefined;
  const callOnce = async (path: string) => {
    token ??= fetchToken(get);
    return await get(TRAININGPEAKS_API + path, { headers: { Authorization: `Bearer ${await token}` } });
  };
  return async path => {
    const response = await callOnce(path);
    if (response.status !== 401) return response;
    token = undefined;
    return await callOnce(path);
  };
}

/** The cookie alone opens this door: with an Authorization header it stays shut (sources §2.2). */
async function fetchToken(get: SiteFetch): Promise<string> {
  const response = await get(`${TRAININGPEAKS_API}/users/v3/token`, { withCookies: true });
  if (response.status !== 200) throw toTrainingPeaksProblem(response);
  const { token } = parseJsonResponse(response, tokenSchema, TRAININGPEAKS);
  // Whoever is signed out is also told so by a success without a token.
  if (!token?.access_token) throw siteProblem('signed-out', TRAININGPEAKS);
  return token.access_token;
}

const tokenSchema = z.object({
  token: z.nullish(z.object({ access_token: z.nullish(z.string().check(z.maxLength(10_000))) })),
});

/** What an answer means that is no success. */
export function toTrainingPeaksProblem(response: SiteResponse): Problem {
  const isForPremium = response.status === 403 && /premium/i.test(decodeStart(response.bytes));
  return isForPremium ? siteProblem('premium-only', TRAININGPEAKS) : toStatusProblem(response, TRAININGPEAKS);
}
