import { connected } from '../connected.ts';
import { deleteActivity } from '../intervals/activities.ts';
import type { Client } from '../intervals/client.ts';
import { announce } from '../news.ts';
import { Problem } from '../problem.ts';
import { lookAfresh } from './drain.ts';
import { changeUpload, getUpload, removeUploads } from './store.ts';
import { isDone } from './upload.ts';

/**
 * Deletes from Intervals.icu what this upload created, and only that, and takes the row away unless its file was added
 * again meanwhile.
 * @throws {Problem} `not-connected`, `wrong-athlete`, and as the API; the row then still names what is left
 */
export async function undo(id: string): Promise<void> {
  const upload = await getUpload(id);
  if (!upload) return;
  const { athlete, client } = await connected();
  if (athlete.id !== upload.athlete) throw new Problem('wrong-athlete');
  for (const activity of upload.created) {
    await deleteUnlessGone(client, activity);
    lookAfresh();
    await changeUpload(id, current => ({
      ...current,
      created: current.created.filter(other => other !== activity),
    }));
  }
  await removeUploads([id], isDone);
  announce();
}

async function deleteUnlessGone(client: Client, activity: string): Promise<void> {
  try {
    await deleteActivity(client, activity);
  } catch (thrown) {
    if (Problem.from(thrown).kind !== 'not-found') throw thrown;
  }
}
