import { notifyChanged } from '../../platform/change-events.ts';
import { Problem } from '../../platform/problem.ts';
import { pairActivity } from '../../services/intervals/activities.ts';
import { withSession } from '../../services/intervals/session.ts';
import { invalidateCalendarCache } from './link-planned-workouts.ts';
import { getPossiblePairing } from './planned-workout-match.ts';
import { getUpload, updateUpload } from './upload-store.ts';

/**
 * Pairs the activity that an upload created with the workout that it fits, or removes the pairing. The workout is not marked as
 * done: that would create a second activity.
 * @throws {Problem} as the API, `refused` if the pairing was not stored; `wrong-athlete`
 */
export const setWorkoutPaired = (id: string, paired: boolean): Promise<void> =>
  withSession(async ({ athlete, client }) => {
    const upload = await getUpload(id);
    const pairing = upload && getPossiblePairing(upload);
    if (!pairing) return;
    if (athlete.id !== upload.athlete) throw new Problem('wrong-athlete');
    await pairActivity(client, pairing.activity, paired ? pairing.event : undefined);
    invalidateCalendarCache();
    await updateUpload(id, ({ pairWith: _, ...current }) => ({
      ...current,
      ...(paired && { pairWith: pairing.event }),
    }));
    notifyChanged();
  });
