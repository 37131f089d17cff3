import { storage } from 'wxt/utils/storage';
import { notifyChanged } from '../../platform/change-events.ts';
import { withKeepAlive } from '../../platform/keep-alive.ts';
import { type PlainProblem, Problem } from '../../platform/problem.ts';
import { type ApiAccess, toAuthorizationHeader } from '../../services/intervals/access.ts';
import { type Athlete, fetchAthlete, parseApiKey } from '../../services/intervals/athlete.ts';
import { requireNoServerPause } from '../../services/intervals/circuit-breaker.ts';
import { createClient } from '../../services/intervals/client.ts';
import { deleteCredentials, getCredentials, setCredentials } from '../../services/intervals/credentials.ts';
import { type OAuthApp, revokeToken } from '../../services/intervals/oauth.ts';
import { waitForDeparture } from '../../services/intervals/rate-limiter.ts';
import { changeAccount } from './account-change.ts';

/**
 * Connects the athlete that this key belongs to, in place of any other. Uploads for another athlete are held for the user;
 * uploads that were held for this athlete continue.
 * @throws {Problem} `malformed-key`, and as the API; nothing is changed then
 */
export async function connectWithKey(pasted: string): Promise<Athlete> {
  return await connectWithAccess({ kind: 'key', key: parseApiKey(pasted) });
}

/**
 * Connects with any kind of access. `athleteId` is the athlete that the access was issued for, `app` the athlete's own app that
 * requested it.
 * @throws {Problem} as the API, `unreadable-reply` when it opens another account; nothing is changed then
 */
export async function connectWithAccess(
  access: ApiAccess,
  { app, athleteId }: { app?: OAuthApp; athleteId?: string | undefined } = {},
): Promise<Athlete> {
  await requireNoPauseOf(access);
  // Outside the request queue: the user waits, and the budget may have been used up by another athlete's key.
  const athlete = await fetchAthlete(createClient({ access, acquireSlot: waitForDeparture }));
  if (athleteId !== undefined && athleteId !== athlete.id)
    throw new Problem('unreadable-reply', { detail: `a token for ${athleteId} that opens ${athlete.id}` });
  if (await isDisconnecting.getValue()) {
    await deleteAccount().catch(thrown => reportError(thrown));
    // What could not be deleted of the account before must not take this one with it.
    await isDisconnecting.removeValue();
  }
  await changeAccount(() => setCredentials({ access, athlete, ...(app && { app }) }));
  notifyChanged();
  return athlete;
}

/** A pause that Intervals.icu has set is of one access: another one may be tried. */
async function requireNoPauseOf(access: ApiAccess): Promise<void> {
  const current = (await getCredentials())?.access;
  if (current && toAuthorizationHeader(current) === toAuthorizationHeader(access)) await requireNoServerPause();
}

/** Set until everything is deleted, because the worker may be stopped in the middle. */
const isDisconnecting = storage.defineItem<boolean>('local:isDisconnecting', { fallback: false });

/** Deletes what an earlier call of `disconnectAccount` did not get to. */
export async function finishDisconnecting(): Promise<void> {
  if (await isDisconnecting.getValue()) await deleteAccount();
}

async function deleteAccount(): Promise<void> {
  const isComplete = await changeAccount(deleteCredentials);
  if (isComplete) await isDisconnecting.removeValue();
  notifyChanged();
}

/**
 * Deletes the credentials. The outbox stores its uploads until an account is connected again. A token is revoked, too; it is
 * deleted even if that fails, and then the reason is returned.
 */
export async function disconnectAccount(): Promise<PlainProblem | undefined> {
  const before = await getCredentials();
  // A full disk can note nothing, and may still delete.
  await isDisconnecting.setValue(true).catch(thrown => reportError(thrown));
  await deleteAccount();
  if (before?.access.kind !== 'token') return undefined;
  // Also during a pause: the token is forgotten now, so there will be no other try.
  return await withKeepAlive(revokeToken(createClient({ access: before.access, acquireSlot: waitForDeparture }))).then(
    () => undefined,
    thrown => Problem.from(thrown).toPlain(),
  );
}
