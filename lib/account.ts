import { type Credentials, forgetCredentials, getCredentials, setCredentials } from './credentials.ts';
import { type Athlete, bareKey, whoAmI } from './intervals/athlete.ts';
import { intervals } from './intervals/client.ts';
import { drain, stopDraining } from './outbox/drain.ts';
import { accountIsFine } from './outbox/gate.ts';
import { announce } from './outbox/news.ts';
import { changeUploads } from './outbox/store.ts';
import { transition } from './outbox/transition.ts';
import type { Upload } from './outbox/upload.ts';
import { takeTurn } from './turns.ts';

/**
 * Connects the athlete whose key this is, in place of any other. Uploads for another athlete wait for a person;
 * those that waited for this one go on.
 * @throws {Problem} `malformed-key`, and as the API; nothing is changed then
 */
export async function connect(pasted: string): Promise<Athlete> {
  const key = bareKey(pasted);
  const athlete = await whoAmI(intervals({ key, turn: takeTurn }));
  await change({ key, athlete });
  return athlete;
}

/** Forgets the key. The outbox keeps its uploads until an account is connected again. */
export async function disconnect(): Promise<void> {
  await stopDraining();
  await forgetCredentials();
  announce();
}

async function change(credentials: Credentials): Promise<void> {
  const before = await getCredentials();
  // A request of the account before must not end in the rows of the one that comes.
  await stopDraining();
  await setCredentials(credentials);
  await accountIsFine();
  if (before?.athlete.id !== credentials.athlete.id) await handOver(credentials.athlete.id);
  announce();
  void drain();
}

/** Holds what is for somebody else, and lets go on what was held for this athlete. */
async function handOver(athlete: string): Promise<void> {
  const now = Date.now();
  const isTheirs = (upload: Upload) => upload.athlete === athlete;
  await changeUploads(['queued', 'sending'], upload =>
    isTheirs(upload) ? upload : transition(upload, { type: 'held', held: { why: 'account-changed' } }, now),
  );
  await changeUploads(['held'], upload =>
    isTheirs(upload) && upload.state.name === 'held' && upload.state.why === 'account-changed'
      ? transition(upload, { type: 'retry' }, now)
      : upload,
  );
}
