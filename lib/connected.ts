import { noteWritten } from './changes/note.ts';
import { expectCredentials, getCredentials } from './credentials.ts';
import { getPolicy } from './error-policy.ts';
import { type Access, authorizationOf } from './intervals/access.ts';
import type { Athlete } from './intervals/athlete.ts';
import { type Client, intervals } from './intervals/client.ts';
import { follow } from './outbox/gate.ts';
import { Problem } from './problem.ts';
import { takeTurn } from './turns.ts';

export interface Connected {
  athlete: Athlete;
  client: Client;
}

/**
 * The connected athlete and a client that speaks for them, within the request budget. `signal` ends its requests, and before each one `turn` is
 * waited for.
 * @throws {Problem} `not-connected`
 */
export async function connected(signal?: AbortSignal, turn = takeTurn): Promise<Connected> {
  const { access, athlete } = await expectCredentials();
  const onWritten = noteWritten(athlete.id);
  const client = intervals({ access, turn, onWritten, ...(signal && { signal }) });
  const heed = async (thrown: unknown): Promise<never> => {
    await heedRefusal(thrown, access);
    throw thrown;
  };
  return {
    athlete,
    client: {
      send: (request, schema) => client.send(request, schema).catch(heed),
      fetchFile: request => client.fetchFile(request).catch(heed),
    },
  };
}

/** Who is refused here need not try elsewhere: nothing more is sent until somebody connects again. */
async function heedRefusal(thrown: unknown, access: Access): Promise<void> {
  if (!(thrown instanceof Problem) || getPolicy(thrown.kind).scope !== 'account') return;
  const now = (await getCredentials())?.access;
  if (now && authorizationOf(now) === authorizationOf(access)) await follow(thrown.toPlain());
}
