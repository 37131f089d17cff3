import { addDays, dayIn } from '../day.ts';
import { getPolicy } from '../error-policy.ts';
import type { Athlete } from '../intervals/athlete.ts';
import type { Client } from '../intervals/client.ts';
import { comingEvents, recentActivities, recentWellness } from '../intervals/recent.ts';
import { Problem } from '../problem.ts';
import { DAY } from '../time.ts';
import { wellnessFields } from '../wellness/fields.ts';
import type { Snapshot } from './difference.ts';

/** Devices catch up within days; who uploads an older ride sits before a screen. */
const ACTIVITY_DAYS = 14;
/** A coach plans a month. */
const CALENDAR_DAYS = 28;
/** Garmin and Oura write about a week anew (reference §10). */
const WELLNESS_DAYS = 7;

/** How far looks are apart at least, when half of a day's requests are to last until its end. */
export const leastBetweenMs = (perDay: number): number => (DAY * 3 * 2) / perDay;

/** What an athlete has now, in three small requests. @throws {Problem} as `Client.send` */
export async function takeSnapshot(client: Client, athlete: Athlete, now: number): Promise<Snapshot> {
  const { id } = athlete;
  const today = dayIn(athlete.timezone, now);
  // On the way to a race the athlete's clock may be ahead of the one at home.
  const tomorrow = addDays(today, 1);
  const activitiesFrom = addDays(today, -ACTIVITY_DAYS);
  const calendarTo = addDays(today, CALENDAR_DAYS);
  const wellnessFrom = addDays(today, -WELLNESS_DAYS);
  const [activities, calendar, wellness] = [
    await unlessKeptFromUs(recentActivities(client, id, activitiesFrom, tomorrow)),
    await unlessKeptFromUs(comingEvents(client, id, today, calendarTo)),
    await unlessKeptFromUs(recentWellness(client, id, { oldest: wellnessFrom, newest: tomorrow }, FIELDS)),
  ];
  return {
    ...(activities && { activities: { from: activitiesFrom, rows: activities } }),
    ...(calendar && { calendar: { from: today, to: calendarTo, rows: calendar } }),
    ...(wellness && { wellness: { from: wellnessFrom, rows: wellness } }),
  };
}

/** Without what is computed: fitness changes with every activity, and at midnight. */
const FIELDS = wellnessFields.filter(({ isWritable }) => isWritable).map(({ key }) => key);

/** A token may open a part of the record only. */
async function unlessKeptFromUs<Rows>(asked: Promise<Rows>): Promise<Rows | undefined> {
  try {
    return await asked;
  } catch (thrown) {
    if (getPolicy(Problem.from(thrown).kind).scope === 'permission') return undefined;
    throw thrown;
  }
}
