import { listWellness } from '../intervals/wellness.ts';
import type { DateRange } from '../platform/calendar-date.ts';
import { notifyChanged } from '../platform/change-events.ts';
import { Problem } from '../platform/problem.ts';
import type { Athlete } from '../services/intervals/athlete.ts';
import type { Client } from '../services/intervals/client.ts';
import { requireAthleteId } from '../services/intervals/credentials.ts';
import { requireSession } from '../services/intervals/session.ts';
import { judge } from './diff.ts';
import type { WellnessDay } from './fields.ts';
import { dropEdits, editsOf, replaceDays } from './store.ts';

/** An athlete, and a client that speaks for them. */
export interface Hand {
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
  const reading = underWay.get(key) ?? read(range).finally(() => underWay.delete(key));
  underWay.set(key, reading);
  await reading;
}

const underWay = new Map<string, Promise<unknown>>();

/** Not while something is written: what was read before would come in the place of what was written. */
const read = (range: DateRange) =>
  navigator.locks.request('wellness', { mode: 'shared' }, async () =>
    readDays(await requireSession(), range),
  );

/**
 * Reads days and keeps them. An edit that is there already is wanted no more.
 * @throws {Problem} `wrong-athlete` when another account was connected meanwhile, `storage-full`, and as the API
 */
export async function readDays({ athlete, client }: Hand, range: DateRange): Promise<WellnessDay[]> {
  const days = await listWellness(client, athlete.id, range);
  // One athlete's days must not turn up among another's, nor come back after they were forgotten.
  if ((await requireAthleteId()) !== athlete.id) throw new Problem('wrong-athlete');
  await replaceDays(athlete.id, range, days, Date.now());
  const edits = (await editsOf(athlete.id)).filter(({ day }) => range.from <= day && day <= range.to);
  await dropEdits(
    athlete.id,
    judge(edits, days).filter(({ standing }) => standing === 'done'),
  );
  notifyChanged('wellness');
  return days;
}
