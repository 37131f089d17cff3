import type { WellnessDay } from '../../formats/wellness/wellness-fields.ts';
import type { DateRange } from '../../platform/calendar-date.ts';
import { notifyChanged } from '../../platform/change-events.ts';
import { Problem } from '../../platform/problem.ts';
import type { Athlete } from '../../services/intervals/athlete.ts';
import type { Client } from '../../services/intervals/client.ts';
import { requireAthleteId } from '../../services/intervals/credentials.ts';
import { requireSession } from '../../services/intervals/session.ts';
import { listWellnessDays } from '../../services/intervals/wellness.ts';
import { checkEdits } from './conflict-check.ts';
import { deleteWellnessEdits, getWellnessEdits, replaceWellnessDays } from './wellness-store.ts';

/** An athlete, and a client that speaks for them. */
export interface WellnessSession {
  athlete: Athlete;
  client: Client;
}

/**
 * Reads the days of a range, in one request, and keeps them. Pages hear of it as news of wellness. Who asks for the same while it
 * is being read gets the same answer.
 * @throws {Problem} `not-connected`, and as `readDays`
 */
export async function refreshWellness(range: DateRange): Promise<void> {
  const key = `${await requireAthleteId()},${range.from},${range.to}`;
  const request = inFlight.get(key) ?? fetchExclusively(range).finally(() => inFlight.delete(key));
  inFlight.set(key, request);
  await request;
}

const inFlight = new Map<string, Promise<unknown>>();

/** Not while something is written: what was read before would come in the place of what was written. */
const fetchExclusively = (range: DateRange) =>
  navigator.locks.request('wellness-write', { mode: 'shared' }, async () =>
    fetchWellnessDays(await requireSession(), range),
  );

/**
 * Reads days and keeps them. An edit that is there already is wanted no more.
 * @throws {Problem} `wrong-athlete` when another account was connected meanwhile, `storage-full`, and as the API
 */
export async function fetchWellnessDays(
  { athlete, client }: WellnessSession,
  range: DateRange,
): Promise<WellnessDay[]> {
  const days = await listWellnessDays(client, athlete.id, range);
  // One athlete's days must not turn up among another's, nor come back after they were forgotten.
  if ((await requireAthleteId()) !== athlete.id) throw new Problem('wrong-athlete');
  await replaceWellnessDays(athlete.id, range, days, Date.now());
  const edits = (await getWellnessEdits(athlete.id)).filter(
    ({ day }) => range.from <= day && day <= range.to,
  );
  await deleteWellnessEdits(
    athlete.id,
    checkEdits(edits, days).filter(({ status }) => status === 'saved'),
  );
  notifyChanged('wellness');
  return days;
}
