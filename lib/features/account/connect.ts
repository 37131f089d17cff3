import { notifyChanged } from '../../platform/change-events.ts';
import { withKeepAlive } from '../../platform/keep-alive.ts';
import { type PlainProblem, Problem } from '../../platform/problem.ts';
import type { ApiAccess } from '../../services/intervals/access.ts';
import { type Athlete, fetchAthlete, parseApiKey } from '../../services/intervals/athlete.ts';
import { resetBreaker } from '../../services/intervals/circuit-breaker.ts';
import { createClient } from '../../services/intervals/client.ts';
import {
  type Credentials,
  deleteCredentials,
  getCredentials,
  setCredentials,
} from '../../services/intervals/credentials.ts';
import { type OAuthApp, revokeToken } from '../../services/intervals/oauth.ts';
import { clearCalendars } from '../calendar/calendar-store.ts';
import { clearOperations } from '../calendar/operation-log.ts';
import { invalidateCalendarCache } from '../uploads/link-planned-workouts.ts';
import { uploadQueue } from '../uploads/queue-runner.ts';
import { transition } from '../uploads/transition.ts';
import { needsInput, type Upload } from '../uploads/upload.ts';
import { updateUploads } from '../uploads/upload-store.ts';
import { clearWellnessStore } from '../wellness/wellness-store.ts';

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
  await uploadQueue.whileStopped(() => switchAccount({ access, athlete, ...(app && { app }) }));
  notifyChanged();
  return athlete;
}

/**
 * Forgets the key and what was planned. The outbox keeps its uploads until an account is connected again. A token is taken back
 * too; it is forgotten even where that fails, and then why is what comes back.
 */
export async function disconnectAccount(): Promise<PlainProblem | undefined> {
  const before = await getCredentials();
  await uploadQueue.whileStopped(deleteCredentials);
  await Promise.all([clearCalendars(), clearOperations(), clearWellnessStore()]);
  notifyChanged();
  if (before?.access.kind !== 'token') return undefined;
  return await withKeepAlive(revokeToken(createClient({ access: before.access }))).then(
    () => undefined,
    thrown => Problem.from(thrown).toPlain(),
  );
}

async function switchAccount(credentials: Credentials): Promise<void> {
  await setCredentials(credentials);
  invalidateCalendarCache();
  await resetBreaker();
  await holdOrReleaseUploads(credentials.athlete.id);
}

/** Holds what is for somebody else, and lets go on what was held for this athlete. */
async function holdOrReleaseUploads(athlete: string): Promise<void> {
  const now = Date.now();
  const isTheirs = (upload: Upload) => upload.athlete === athlete;
  await updateUploads(['queued', 'sending'], upload =>
    isTheirs(upload) ? upload : transition(upload, { type: 'held', held: { why: 'account-changed' } }, now),
  );
  await updateUploads(['held'], upload =>
    isTheirs(upload) && needsInput(upload, 'account-changed')
      ? transition(upload, { type: 'retry' }, now)
      : upload,
  );
}
