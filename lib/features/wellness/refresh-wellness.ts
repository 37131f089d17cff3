import type { WellnessDay } from '../../formats/wellness/wellness-fields.ts';
import type { DateRange } from '../../platform/calendar-date.ts';
import { notifyChanged } from '../../platform/change-events.ts';
import { requireAthleteId } from '../../services/intervals/credentials.ts';
import { type Session, withSession } from '../../services/intervals/session.ts';
import { listWellnessDays } from '../../services/intervals/wellness.ts';
import { checkEdits } from './conflict-check.ts';
import { deleteWellnessEdits, getWellnessEdits, replaceWellnessDays } from './wellness-store.ts';

/**
 * Reads the days of a range from Intervals.icu in one request and stores them; pages are notified. Calls for the same range
 * share one request.
 * @throws {Problem} `not-connected`, and as `fetchWellnessDays`
 */
export async function refreshWellness(range: DateRange): Promise<void> {
  const key = `${await requireAthleteId()},${range.from},${range.to}`;
  const request = inFlight.get(key) ?? fetchExclusively(range).finally(() => inFlight.delete(key));
  inFlight.set(key, request);
  await request;
}

const inFlight = new Map<string, Promise<unknown>>();

/** Waits for writes in progress: days that were read before a write would replace the written ones in the store. */
const fetchExclusively = (range: DateRange) =>
  navigator.locks.request('wellness-write', { mode: 'shared' }, () =>
    withSession(session => fetchWellnessDays(session, range)),
  );

/**
 * Reads days from Intervals.icu, stores them, and deletes pending edits whose value is on Intervals.icu by now.
 * @throws {Problem} `stopped` when another account is connected meanwhile, `storage-full`, and as `Client.send`
 */
export async function fetchWellnessDays({ athlete, client }: Session, range: DateRange): Promise<WellnessDay[]> {
  const days = await listWellnessDays(client, athlete.id, range);
  await replaceWellnessDays(athlete.id, range, days, Date.now());
  const edits = (await getWellnessEdits(athlete.id)).filter(({ day }) => range.from <= day && day <= range.to);
  await deleteWellnessEdits(
    athlete.id,
    checkEdits(edits, days).filter(({ status }) => status === 'saved'),
  );
  notifyChanged('wellness');
  return days;
}
