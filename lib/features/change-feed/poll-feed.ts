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

/** Devices upload within days; a person who uploads an older ride knows of it. */
const ACTIVITY_DAYS = 14;
/** Coaches plan about a month ahead. */
const CALENDAR_DAYS = 28;
/** Garmin and Oura write the last week or so again (https://forum.intervals.icu/t/80090). */
const WELLNESS_DAYS = 7;

/** The shortest time between two polls, of three requests each, that uses half of a day's requests. */
export const getMinPollIntervalMs = (perDay: number): number => (DAY * 3 * 2) / perDay;

/**
 * The athlete's data of the polled days, in three small requests. An activity that Intervals.icu does not show any more is as it was at
 * the poll before. @throws {Problem} as `Client.send`
 */
export async function takeSnapshot(
  client: Client,
  athlete: Athlete,
  now: number,
  before: Snapshot | undefined,
): Promise<Snapshot> {
  const { id } = athlete;
  const today = getDateInZone(athlete.timezone, now);
  // The athlete may be travelling, in a time zone ahead of that of their account.
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
  const hidden = new Set(activities?.hiddenIds);
  const known = new Map(before?.activities?.rows.flatMap(row => (hidden.has(row.id) ? [[row.id, row] as const] : [])));
  return {
    ...(activities && {
      activities: {
        from: activitiesFrom,
        rows: [...activities.rows.filter(row => !known.has(row.id)), ...known.values()],
      },
    }),
    ...(calendar && { calendar: { from: today, to: calendarTo, rows: calendar } }),
    ...(wellness && { wellness: { from: wellnessFrom, rows: wellness } }),
  };
}

/** Without computed fields: fitness changes with every activity, and at midnight. */
const WELLNESS_FIELDS = wellnessFields.filter(({ isWritable }) => isWritable).map(({ key }) => key);

/** Undefined if the token's scopes do not cover it. */
async function unlessNotAllowed<Rows>(request: Promise<Rows>): Promise<Rows | undefined> {
  try {
    return await request;
  } catch (thrown) {
    if (getPolicy(Problem.from(thrown).kind).scope === 'permission') return undefined;
    throw thrown;
  }
}
