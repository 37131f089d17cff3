import { keepAwake } from './awake.ts';
import { type Credentials, forgetCredentials, getCredentials, setCredentials } from './credentials.ts';
import type { Access } from './intervals/access.ts';
import { type Athlete, bareKey, whoAmI } from './intervals/athlete.ts';
import { intervals } from './intervals/client.ts';
import { disconnectApp, type OwnApp } from './intervals/oauth.ts';
import { announce } from './news.ts';
import { whileStopped } from './outbox/drain.ts';
import { accountIsFine } from './outbox/gate.ts';
import { forgetCalendar } from './outbox/plans.ts';
import { changeUploads } from './outbox/store.ts';
import { transition } from './outbox/transition.ts';
import { isHeldFor, type Upload } from './outbox/upload.ts';
import { type PlainProblem, Problem } from './problem.ts';
import { forgetWellness } from './wellness/store.ts';
import { forgetDeeds } from './workouts/plan/store.ts';
import { forgetCalendars } from './workouts/store.ts';

/**
 * Connects the athlete whose key this is, in place of any other. Uploads for another athlete wait for a person;
 * those that waited for this one go on.
 * @throws {Problem} `malformed-key`, and as the API; nothing is changed then
 */
export async function connect(pasted: string): Promise<Athlete> {
  return await connectBy({ kind: 'key', key: bareKey(pasted) });
}

/**
 * The same by any access. `athleteId` is whom the access was said to be for, `app` the athlete's own that asked for it.
 * @throws {Problem} as the API, `unreadable-reply` when it opens another account; nothing is changed then
 */
export async function connectBy(
  access: Access,
  { app, athleteId }: { app?: OwnApp; athleteId?: string | undefined } = {},
): Promise<Athlete> {
  // Without a turn: a person waits, and the budget may be spent on another athlete's key.
  const athlete = await whoAmI(intervals({ access }));
  if (athleteId !== undefined && athleteId !== athlete.id)
    throw new Problem('unreadable-reply', { detail: `a token for ${athleteId} that opens ${athlete.id}` });
  await whileStopped(() => change({ access, athlete, ...(app && { app }) }));
  announce();
  return athlete;
}

/**
 * Forgets the key and what was planned. The outbox keeps its uploads until an account is connected again. A token is taken back
 * too; it is forgotten even where that fails, and then why is what comes back.
 */
export async function disconnect(): Promise<PlainProblem | undefined> {
  const before = await getCredentials();
  await whileStopped(forgetCredentials);
  await Promise.all([forgetCalendars(), forgetDeeds(), forgetWellness()]);
  announce();
  if (before?.access.kind !== 'token') return undefined;
  return await keepAwake(disconnectApp(intervals({ access: before.access }))).then(
    () => undefined,
    thrown => Problem.from(thrown).toPlain(),
  );
}

async function change(credentials: Credentials): Promise<void> {
  await setCredentials(credentials);
  forgetCalendar();
  await accountIsFine();
  await handOver(credentials.athlete.id);
}

/** Holds what is for somebody else, and lets go on what was held for this athlete. */
async function handOver(athlete: string): Promise<void> {
  const now = Date.now();
  const isTheirs = (upload: Upload) => upload.athlete === athlete;
  await changeUploads(['queued', 'sending'], upload =>
    isTheirs(upload) ? upload : transition(upload, { type: 'held', held: { why: 'account-changed' } }, now),
  );
  await changeUploads(['held'], upload =>
    isTheirs(upload) && isHeldFor(upload, 'account-changed')
      ? transition(upload, { type: 'retry' }, now)
      : upload,
  );
}
