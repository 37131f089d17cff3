import * as z from 'zod/mini';
import { Problem } from '../../../platform/problem.ts';
import type { PageAccess } from '../site.ts';
import { createBackgroundFetch, createPageFetch, type SiteFetch, type SiteResponse } from '../site-fetch.ts';
import { decodeStart, parseJsonResponse, type SiteIdentity, siteProblem, toStatusProblem } from '../site-responses.ts';

export const TRAININGPEAKS_API = 'https://tpapi.trainingpeaks.com';

export const TRAININGPEAKS = {
  label: 'TrainingPeaks',
  signIn: 'https://home.trainingpeaks.com/login',
} as const satisfies SiteIdentity;

/** Requests a path of the API. */
export type TrainingPeaksCall = (path: string) => Promise<SiteResponse>;

/**
 * Calls the API from the background if that is allowed, else from the page, and also from the page if the browser gives the
 * session's cookie to the page alone.
 */
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

/** Calls the API with a token; an expired one is replaced once. */
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

/** The cookie alone is accepted here: an `Authorization` header is answered with 401 (https://github.com/pablo-albaladejo/kaiord, 2026-07). */
async function fetchToken(get: SiteFetch): Promise<string> {
  const response = await get(`${TRAININGPEAKS_API}/users/v3/token`, { withCookies: true });
  if (response.status !== 200) throw toTrainingPeaksProblem(response);
  const { token } = parseJsonResponse(response, tokenSchema, TRAININGPEAKS);
  // If nobody is signed in, the status may be 200, without a token.
  if (!token?.access_token) throw siteProblem('signed-out', TRAININGPEAKS);
  return token.access_token;
}

const tokenSchema = z.object({
  token: z.nullish(z.object({ access_token: z.nullish(z.string().check(z.maxLength(10_000))) })),
});

/** What an unsuccessful response means. */
export function toTrainingPeaksProblem(response: SiteResponse): Problem {
  const isForPremium = response.status === 403 && /premium/i.test(decodeStart(response.bytes));
  return isForPremium ? siteProblem('premium-only', TRAININGPEAKS) : toStatusProblem(response, TRAININGPEAKS);
}
