import { type Credentials, forgetCredentials, setCredentials } from './credentials.ts';
import type { Access } from './intervals/access.ts';
import { type Athlete, bareKey, whoAmI } from './intervals/athlete.ts';
import { intervals } from './intervals/client.ts';
import { announce } from './news.ts';
import { whileStopped } from './outbox/drain.ts';
import { accountIsFine } from './outbox/gate.ts';
import { forgetCalendar } from './outbox/plans.ts';
import { changeUploads } from './outbox/store.ts';
import { transition } from './outbox/transition.ts';
import { isHeldFor, type Upload } from './outbox/upload.ts';
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

async function connectBy(access: Access): Promise<Athlete> {
  // Without a turn: a person waits, and the budget may be spent on another athlete's key.
  const athlete = await whoAmI(intervals({ access }));
  await whileStopped(() => change({ access, athlete }));
  announce();
  return athlete;
}

/** Forgets the key and what was planned. The outbox keeps its uploads until an account is connected again. */
export async function disconnect(): Promise<void> {
  await whileStopped(forgetCredentials);
  await Promise.all([forgetCalendars(), forgetDeeds()]);
  announce();
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
