import type { ApiWrite } from '../../services/intervals/client.ts';
import { saveOwnWrites } from './feed-store.ts';
import { getWriteSubjects } from './own-writes.ts';

/** Notes what Musette writes for an athlete, so that it is no news to them. Never rejects: it was written all the same. */
export const recordOwnWrite =
  (athlete: string) =>
  async (write: ApiWrite): Promise<void> => {
    const subjects = getWriteSubjects(write);
    if (subjects.length > 0)
      await saveOwnWrites(athlete, subjects, Date.now()).catch(thrown => reportError(thrown));
  };
