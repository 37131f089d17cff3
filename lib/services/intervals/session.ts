import type { Problem } from '../../platform/problem.ts';
import { type ApiAccess, toAuthorizationHeader } from './access.ts';
import { getAccountSignal, trackAccountWork } from './account-work.ts';
import type { Athlete } from './athlete.ts';
import { recordApiAnswer } from './circuit-breaker.ts';
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
  const onAnswer = (problem?: Problem) => recordAnswer(access, problem);
  return { athlete, signal, client: createClient({ access, acquireSlot, onAnswer, onWrite, signal }) };
}

/** The answer says something about the account that is connected, unless another one is by now. */
async function recordAnswer(access: ApiAccess, problem: Problem | undefined): Promise<void> {
  const currentAccess = (await getCredentials())?.access;
  if (currentAccess && toAuthorizationHeader(currentAccess) === toAuthorizationHeader(access))
    await recordApiAnswer(problem?.toPlain());
}
