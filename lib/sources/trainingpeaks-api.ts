import * as z from 'zod/mini';
import { Problem } from '../problem.ts';
import { problemOfStatus, readJson, type Site, siteProblem, startOf } from './answers.ts';
import { type Get, type Got, getHere, getInPage } from './get.ts';
import type { Reach } from './source.ts';

export const API = 'https://tpapi.trainingpeaks.com';

export const SITE = {
  label: 'TrainingPeaks',
  signIn: 'https://home.trainingpeaks.com/login',
} as const satisfies Site;

/** Asks the API for what stands at a path. */
export type Call = (path: string) => Promise<Got>;

/** Does it in the background where that is allowed, and in the page where only that has the session's cookie. */
export async function somewhere<Result>(
  reach: Reach,
  work: (call: Call) => Promise<Result>,
): Promise<Result> {
  const { label } = SITE;
  if (!reach.hasPage && !reach.mayFetch) throw new Problem('no-access', { site: label });
  if (!reach.mayFetch) return await work(caller(getInPage(reach, label)));
  try {
    return await work(caller(getHere(reach, label)));
  } catch (thrown) {
    if (!reach.hasPage || Problem.from(thrown).kind !== 'signed-out') throw thrown;
    return await work(caller(getInPage(reach, label)));
  }
}

/** Calls the API with a token; one that has run out is replaced once. */
function caller(get: Get): Call {
  let token: Promise<string> | undefined;
  const ask = async (path: string) => {
    token ??= fetchToken(get);
    return await get(API + path, { headers: { Authorization: `Bearer ${await token}` } });
  };
  return async path => {
    const got = await ask(path);
    if (got.status !== 401) return got;
    token = undefined;
    return await ask(path);
  };
}

/** The cookie alone opens this door: with an Authorization header it stays shut (sources §2.2). */
async function fetchToken(get: Get): Promise<string> {
  const got = await get(`${API}/users/v3/token`, { withCookies: true });
  if (got.status !== 200) throw problemOf(got);
  const { token } = readJson(got, tokenSchema, SITE);
  // Whoever is signed out is also told so by a success without a token.
  if (!token?.access_token) throw siteProblem('signed-out', SITE);
  return token.access_token;
}

const tokenSchema = z.object({
  token: z.nullish(z.object({ access_token: z.nullish(z.string().check(z.maxLength(10_000))) })),
});

/** What an answer means that is no success. */
export function problemOf(got: Got): Problem {
  const isForPremium = got.status === 403 && /premium/i.test(startOf(got.bytes));
  return isForPremium ? siteProblem('premium-only', SITE) : problemOfStatus(got, SITE);
}
