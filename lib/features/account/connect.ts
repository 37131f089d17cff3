import { notifyChanged } from '../../platform/change-events.ts';
import { withKeepAlive } from '../../platform/keep-alive.ts';
import { type PlainProblem, Problem } from '../../platform/problem.ts';
import type { ApiAccess } from '../../services/intervals/access.ts';
import { type Athlete, fetchAthlete, parseApiKey } from '../../services/intervals/athlete.ts';
import { createClient } from '../../services/intervals/client.ts';
import { deleteCredentials, getCredentials, setCredentials } from '../../services/intervals/credentials.ts';
import { type OAuthApp, revokeToken } from '../../services/intervals/oauth.ts';
import { changeAccount } from './account-change.ts';

/**
 * Connects the athlete whose key this is, in place of any other. Uploads for another athlete wait for a person;
 * those that waited for this one go on.
 * @throws {Problem} `malformed-key`, and as the API; nothing is changed then
 */
export async function connectWithKey(pasted: string): Promise<Athlete> {
  return await connectWithAccess({ kind: 'key', key: parseApiKey(pasted) });
}

/**
 * The same by any access. `athleteId` is whom the access was said to be for, `app` the athlete's own that asked for it.
 * @throws {Problem} as the API, `unreadable-reply` when it opens another account; nothing is changed then
 */
export async function connectWithAccess(
  access: ApiAccess,
  { app, athleteId }: { app?: OAuthApp; athleteId?: string | undefined } = {},
): Promise<Athlete> {
  // Without a turn: a person waits, and the budget may be spent on another athlete's key.
  const athlete = await fetchAthlete(createClient({ access }));
  if (athleteId !== undefined && athleteId !== athlete.id)
    throw new Problem('unreadable-reply', { detail: `a token for ${athleteId} that opens ${athlete.id}` });
  await changeAccount(() => setCredentials({ access, athlete, ...(app && { app }) }));
  notifyChanged();
  return athlete;
}

/**
 * Forgets the key and what was planned. The outbox keeps its uploads until an account is connected again. A token is taken back
 * too; it is forgotten even where that fails, and then why is what comes back.
 */
export async function disconnectAccount(): Promise<PlainProblem | undefined> {
  const before = await getCredentials();
  await changeAccount(deleteCredentials);
  notifyChanged();
  if (before?.access.kind !== 'token') return undefined;
  return await withKeepAlive(revokeToken(createClient({ access: before.access }))).then(
    () => undefined,
    thrown => Problem.from(thrown).toPlain(),
  );
}
