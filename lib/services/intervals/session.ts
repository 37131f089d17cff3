import type { Problem } from '../../platform/problem.ts';
import { type ApiAccess, toAuthorizationHeader } from './access.ts';
import type { Athlete } from './athlete.ts';
import { recordApiAnswer } from './circuit-breaker.ts';
import { type Client, createClient } from './client.ts';
import { getCredentials, requireCredentials } from './credentials.ts';
import { acquireRequestSlot } from './rate-limiter.ts';
import { notifyWriteListeners } from './write-listeners.ts';

export interface Session {
  athlete: Athlete;
  client: Client;
}

/**
 * The connected athlete and a client with their access and within the rate limits. `signal` aborts its requests, and `acquireSlot` is
 * awaited before each one.
 * @throws {Problem} `not-connected`
 */
export async function requireSession(signal?: AbortSignal, acquireSlot = acquireRequestSlot): Promise<Session> {
  const { access, athlete } = await requireCredentials();
  const onWrite = notifyWriteListeners(athlete.id);
  const onAnswer = (problem?: Problem) => recordAnswer(access, problem);
  return { athlete, client: createClient({ access, acquireSlot, onAnswer, onWrite, ...(signal && { signal }) }) };
}

/** The answer says something about the account that is connected, unless another one is by now. */
async function recordAnswer(access: ApiAccess, problem: Problem | undefined): Promise<void> {
  const currentAccess = (await getCredentials())?.access;
  if (currentAccess && toAuthorizationHeader(currentAccess) === toAuthorizationHeader(access))
    await recordApiAnswer(problem?.toPlain());
}
