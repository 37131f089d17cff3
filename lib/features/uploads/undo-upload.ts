import { notifyChanged } from '../../platform/change-events.ts';
import { Problem } from '../../platform/problem.ts';
import { deleteActivity } from '../../services/intervals/activities.ts';
import type { Client } from '../../services/intervals/client.ts';
import { withSession } from '../../services/intervals/session.ts';
import { invalidateActivityCache } from './queue-runner.ts';
import { isUploadDone } from './upload.ts';
import { deleteUploads, getUpload, updateUpload } from './upload-store.ts';

/**
 * Deletes from Intervals.icu what this upload created, and nothing else, and removes the upload from the list, unless its file
 * was added again meanwhile.
 * @throws {Problem} `not-connected`, `wrong-athlete`, and as the API; the upload then still lists the activities that are left
 */
export const undoUpload = (id: string): Promise<void> =>
  withSession(async ({ athlete, client }) => {
    const upload = await getUpload(id);
    if (!upload) return;
    if (athlete.id !== upload.athlete) throw new Problem('wrong-athlete');
    for (const activity of upload.createdIds) {
      await deleteIfExists(client, activity);
      invalidateActivityCache();
      await updateUpload(id, current => ({
        ...current,
        createdIds: current.createdIds.filter(other => other !== activity),
      }));
    }
    await deleteUploads([id], isUploadDone);
    notifyChanged();
  });

async function deleteIfExists(client: Client, activity: string): Promise<void> {
  try {
    await deleteActivity(client, activity);
  } catch (thrown) {
    if (Problem.from(thrown).kind !== 'not-found') throw thrown;
  }
}
