import { getPolicy } from '../../platform/error-policy.ts';
import { Problem } from '../../platform/problem.ts';
import { type ApiAccess, toAuthorizationHeader } from './access.ts';
import type { Athlete } from './athlete.ts';
import { recordApiFailure } from './circuit-breaker.ts';
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
  const client = createClient({ access, acquireSlot, onWrite, ...(signal && { signal }) });
  const onFailed = async (thrown: unknown): Promise<never> => {
    await reportAuthProblem(thrown, access);
    throw thrown;
  };
  return {
    athlete,
    client: {
      send: (request, schema) => client.send(request, schema).catch(onFailed),
      fetchFile: request => client.fetchFile(request).catch(onFailed),
    },
  };
}

/** If the account itself is refused, nothing more is uploaded until somebody connects again. */
async function reportAuthProblem(thrown: unknown, access: ApiAccess): Promise<void> {
  if (!(thrown instanceof Problem) || getPolicy(thrown.kind).scope !== 'account') return;
  const currentAccess = (await getCredentials())?.access;
  if (currentAccess && toAuthorizationHeader(currentAccess) === toAuthorizationHeader(access))
    await recordApiFailure(thrown.toPlain());
}
