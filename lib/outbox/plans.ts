import { keepAwake } from '../awake.ts';
import { connected } from '../connected.ts';
import { addDays, dayIn } from '../day.ts';
import type { CalendarEvent } from '../intervals/event.ts';
import { listEvents } from '../intervals/events.ts';
import { announce } from '../news.ts';
import { DAY, MINUTE } from '../time.ts';
import { startsOf } from './likeness.ts';
import { plannedFor } from './planned.ts';
import { changeUpload, getUpload } from './store.ts';
import type { Upload } from './upload.ts';

/**
 * How old a recording may be and still be looked up. What is sent later than this is an old archive: nobody waits to see
 * its plans, and a calendar of years would have to be read for it.
 */
const DAYS_BACK = 28;

/** How long a calendar is believed: the recordings of one batch share it, and a workout planned since is seen soon. */
const BELIEVED_MS = MINUTE;

interface Reading {
  athlete: string;
  timezone: string;
  readAt: number;
  events: Promise<CalendarEvent[]>;
}

let last: Reading | undefined;

/**
 * Writes down which planned workouts an upload fits. It goes its own way beside the upload, which waits for none of it;
 * where the calendar cannot be read, nothing is written down.
 */
export async function notePlans(id: string): Promise<void> {
  const upload = await getUpload(id);
  if (!upload || !isRecent(upload)) return;
  try {
    await keepAwake(note(upload));
  } catch {
    // It would have been a help. The upload says itself what is wrong with the network or the key.
  }
}

const isRecent = ({ recording }: Upload): boolean =>
  startsOf(recording).some(start => Date.now() - start < DAYS_BACK * DAY);

async function note({ id }: Upload): Promise<void> {
  const { athlete, timezone, events } = await calendar();
  const found = await events;
  await changeUpload(id, ({ planned: _, ...upload }) => {
    const planned = upload.athlete === athlete ? plannedFor(upload, found, timezone) : [];
    return { ...upload, ...(planned.length > 0 && { planned }) };
  });
  announce();
}

/** The calendar of the last weeks, which everybody who asks within a minute shares. */
async function calendar(): Promise<Reading> {
  const { athlete, client } = await connected();
  const now = Date.now();
  if (last?.athlete === athlete.id && now - last.readAt < BELIEVED_MS) return last;
  // A day more on either side: a clock may be ahead, and the day that has begun at its start need not be today's.
  const today = dayIn(athlete.timezone, now);
  const range = { from: addDays(today, -DAYS_BACK - 1), to: addDays(today, 1) };
  const events = listEvents(client, athlete.id, range).then(rows => rows.map(({ event }) => event));
  last = { athlete: athlete.id, timezone: athlete.timezone, readAt: now, events };
  return last;
}
