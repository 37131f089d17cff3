import { wellnessFields } from '../../formats/wellness/wellness-fields.ts';
import { addDays, getDateInZone } from '../../platform/calendar-date.ts';
import { getPolicy } from '../../platform/error-policy.ts';
import { Problem } from '../../platform/problem.ts';
import { DAY } from '../../platform/time.ts';
import type { Athlete } from '../../services/intervals/athlete.ts';
import type { Client } from '../../services/intervals/client.ts';
import {
  fetchActivityFingerprints,
  fetchEventFingerprints,
  fetchWellnessFingerprints,
} from '../../services/intervals/fingerprinted-rows.ts';
import type { Snapshot } from './snapshot-diff.ts';

/** Devices catch up within days; who uploads an older ride sits before a screen. */
const ACTIVITY_DAYS = 14;
/** A coach plans a month. */
const CALENDAR_DAYS = 28;
/** Garmin and Oura write about a week anew (reference §10). */
const WELLNESS_DAYS = 7;

/** How far looks are apart at least, when half of a day's requests are to last until its end. */
export const getMinPollIntervalMs = (perDay: number): number => (DAY * 3 * 2) / perDay;

/** What an athlete has now, in three small requests. @throws {Problem} as `Client.send` */
export async function takeSnapshot(client: Client, athlete: Athlete, now: number): Promise<Snapshot> {
  const { id } = athlete;
  const today = getDateInZone(athlete.timezone, now);
  // On the way to a race the athlete's clock may be ahead of the one at home.
  const tomorrow = addDays(today, 1);
  const activitiesFrom = addDays(today, -ACTIVITY_DAYS);
  const calendarTo = addDays(today, CALENDAR_DAYS);
  const wellnessFrom = addDays(today, -WELLNESS_DAYS);
  const [activities, calendar, wellness] = [
    await unlessNotAllowed(fetchActivityFingerprints(client, id, activitiesFrom, tomorrow)),
    await unlessNotAllowed(fetchEventFingerprints(client, id, today, calendarTo)),
    await unlessNotAllowed(
      fetchWellnessFingerprints(client, id, { oldest: wellnessFrom, newest: tomorrow }, WELLNESS_FIELDS),
    ),
  ];
  return {
    ...(activities && { activities: { from: activitiesFrom, rows: activities } }),
    ...(calendar && { calendar: { from: today, to: calendarTo, rows: calendar } }),
    ...(wellness && { wellness: { from: wellnessFrom, rows: wellness } }),
  };
}

/** Without what is computed: fitness changes with every activity, and at midnight. */
const WELLNESS_FIELDS = wellnessFields.filter(({ isWritable }) => isWritable).map(({ key }) => key);

/** A token may open a part of the record only. */
async function unlessNotAllowed<Rows>(request: Promise<Rows>): Promise<Rows | undefined> {
  try {
    return await request;
  } catch (thrown) {
    if (getPolicy(Problem.from(thrown).kind).scope === 'permission') return undefined;
    throw thrown;
  }
}
