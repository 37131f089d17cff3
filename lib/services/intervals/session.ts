import { getPolicy } from '../../platform/error-policy.ts';
import { Problem } from '../../platform/problem.ts';
import { type ApiAccess, toAuthorizationHeader } from './access.ts';
import { getAccountSignal, trackAccountWork } from './account-work.ts';
import type { Athlete } from './athlete.ts';
import { recordApiFailure } from './circuit-breaker.ts';
import { type Client, createClient } from './client.ts';
import { getCredentials, requireCredentials } from './credentials.ts';
import { acquireRequestSlot } from './rate-limiter.ts';
import { notifyWriteListeners } from './write-listeners.ts';

export interface Session {
  athlete: Athlete;
  client: Client;
  /** Aborted when the account is about to change, and with it every request of the client. */
  signal: AbortSignal;
}

interface SessionOptions {
  /** Aborts the requests too. */
  signal?: AbortSignal;
  /** Awaited before each request. */
  acquireSlot?: () => Promise<void>;
}

/**
 * Does work with the access of the connected athlete and within the rate limits. The account does not change before the work has ended:
 * Disconnect aborts its requests, waits for it, and only then deletes what is stored.
 * @throws {Problem} `not-connected`, `stopped`, and whatever `work` throws
 */
export const withSession = <Result>(
  work: (session: Session) => Promise<Result>,
  options: SessionOptions = {},
): Promise<Result> => trackAccountWork(async () => await work(await openSession(options)));

async function openSession({ signal: own, acquireSlot = acquireRequestSlot }: SessionOptions): Promise<Session> {
  const signal = own ? AbortSignal.any([own, getAccountSignal()]) : getAccountSignal();
  const { access, athlete } = await requireCredentials();
  const onWrite = notifyWriteListeners(athlete.id);
  const client = createClient({ access, acquireSlot, onWrite, signal });
  const onFailed = async (thrown: unknown): Promise<never> => {
    await reportAuthProblem(thrown, access);
    throw thrown;
  };
  return {
    athlete,
    signal,
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
