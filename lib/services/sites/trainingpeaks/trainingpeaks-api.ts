import * as z from 'zod/mini';
import { Problem, type ProblemKind } from '../../../platform/problem.ts';
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
 * Calls the API from the page, whose session is the one that the user sees. The background calls it where there is no page, or where
 * the page cannot, and has the same session.
 */
export async function withTrainingPeaksApi<Result>(
  access: PageAccess,
  work: (call: TrainingPeaksCall) => Promise<Result>,
): Promise<Result> {
  const { label } = TRAININGPEAKS;
  if (!access.hasPage && !access.mayFetch) throw new Problem('no-access', { site: label });
  if (!access.hasPage) return await work(createApiCall(createBackgroundFetch(access, label)));
  try {
    return await work(createApiCall(createPageFetch(access, label)));
  } catch (thrown) {
    if (!access.mayFetch || !PAGE_CANNOT.has(Problem.from(thrown).kind)) throw thrown;
    return await work(createApiCall(createBackgroundFetch(access, label)));
  }
}

/** The page's own rules forbid the request, or the browser forbids running in the page. */
const PAGE_CANNOT = new Set<ProblemKind>(['site-unreachable', 'no-access']);

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
