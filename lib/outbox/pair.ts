import { connected } from '../connected.ts';
import { pairActivity } from '../intervals/activities.ts';
import { announce } from '../news.ts';
import { Problem } from '../problem.ts';
import { pairable } from './planned.ts';
import { forgetCalendar } from './plans.ts';
import { changeUpload, getUpload } from './store.ts';

/**
 * Pairs the activity that an upload created with the workout that it fits, or takes the pairing back. Nothing is marked
 * as done: that would make a second activity.
 * @throws {Problem} as the API, `refused` where it did not take; `wrong-athlete`
 */
export async function setPaired(id: string, paired: boolean): Promise<void> {
  const [upload, { athlete, client }] = await Promise.all([getUpload(id), connected()]);
  const pair = upload && pairable(upload);
  if (!pair) return;
  if (athlete.id !== upload.athlete) throw new Problem('wrong-athlete');
  await pairActivity(client, pair.activity, paired ? pair.event : undefined);
  forgetCalendar();
  await changeUpload(id, ({ pairWith: _, ...current }) => ({
    ...current,
    ...(paired && { pairWith: pair.event }),
  }));
  announce();
}
