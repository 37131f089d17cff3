import { Problem } from '../../platform/problem.ts';
import { saveUnits } from '../../platform/units.ts';
import { fetchUnits } from '../../services/intervals/athlete.ts';
import { getCredentials } from '../../services/intervals/credentials.ts';
import { withSession } from '../../services/intervals/session.ts';

/** Reads the athlete's units, or forgets them if nobody is connected. Never rejects: without an answer, the units stay as they are. */
export async function refreshUnits(): Promise<void> {
  try {
    if (!(await getCredentials())) return await saveUnits(undefined);
    await withSession(async ({ athlete, client }) => saveUnits(await fetchUnits(client, athlete.id)));
  } catch (thrown) {
    // Tokens cannot read the settings, and the network may be gone.
    if (!(thrown instanceof Problem)) reportError(thrown);
  }
}
