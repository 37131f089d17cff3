import type { Written } from '../intervals/client.ts';
import { subjectsOfWritten } from './own.ts';
import { keepOwn } from './store.ts';

/** Notes what Musette writes for an athlete, so that it is no news to them. Never rejects: it was written all the same. */
export const noteWritten =
  (athlete: string) =>
  async (written: Written): Promise<void> => {
    const subjects = subjectsOfWritten(written);
    if (subjects.length > 0)
      await keepOwn(athlete, subjects, Date.now()).catch(thrown => reportError(thrown));
  };
