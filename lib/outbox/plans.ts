import { keepAwake } from '../awake.ts';
import { connected } from '../connected.ts';
import { addDays, dayIn } from '../day.ts';
import type { Athlete } from '../intervals/athlete.ts';
import type { CalendarEvent } from '../intervals/event.ts';
import { listEvents } from '../intervals/events.ts';
import { announce } from '../news.ts';
import { DAY, MINUTE } from '../time.ts';
import { startsOf } from './likeness.ts';
import { pairingOf, plannedFor } from './planned.ts';
import { changeUpload, getUpload } from './store.ts';
import type { Upload } from './upload.ts';

/**
 * How old a recording may be and still be looked up. What is sent later than this is an old archive: nobody waits to see
 * its plans, and a calendar of years would have to be read for it.
 */
const DAYS_BACK = 28;

/** How long a calendar is believed: the recordings of one batch share it, and a workout planned since is seen soon. */
const BELIEVED_MS = MINUTE;

interface Calendar {
  athlete: Athlete;
  events: CalendarEvent[];
}

let last: { readAt: number; calendar: Promise<Calendar> } | undefined;

/**
 * Writes down which planned workouts an upload fits. It goes its own way beside the upload, which waits for none of it;
 * where the calendar cannot be read, nothing is written down.
 */
export async function notePlans(id: string): Promise<void> {
  const upload = await getUpload(id);
  if (upload && isRecent(upload)) await keepAwake(note(upload));
}

/** The next look reads the calendar afresh: it may be another athlete's. */
export function forgetCalendar(): void {
  last = undefined;
}

const isRecent = ({ recording }: Upload): boolean =>
  startsOf(recording).some(start => Date.now() - start < DAYS_BACK * DAY);

async function note(upload: Upload): Promise<void> {
  const calendar = await calendarFor(upload);
  if (!calendar) return;
  await changeUpload(upload.id, current => withPlans(current, calendar));
  announce();
}

/** Undefined where it cannot be read: it would have been a help. What is wrong with network or key, the upload says. */
async function calendarFor(upload: Upload): Promise<Calendar | undefined> {
  const { state } = upload;
  try {
    const calendar = await readSince(Date.now() - BELIEVED_MS);
    // With what it was paired shows in a calendar that was read after it was sent.
    const mayBePaired = state.name === 'uploaded' && withPlans(upload, calendar).planned !== undefined;
    return mayBePaired ? await readSince(state.at) : calendar;
  } catch {
    return undefined;
  }
}

function withPlans(upload: Upload, { athlete, events }: Calendar): Upload {
  if (upload.athlete !== athlete.id) return upload;
  const { planned: _, ...rest } = upload;
  const planned = plannedFor(upload, events, athlete.timezone);
  const pairWith = pairingOf(upload, events);
  return { ...rest, ...(planned.length > 0 && { planned }), ...(pairWith !== undefined && { pairWith }) };
}

/** What everybody shares who asks meanwhile, a failure too: it would only fail again, once for each of a batch. */
function readSince(moment: number): Promise<Calendar> {
  if (!last || last.readAt < moment) last = { readAt: Date.now(), calendar: readCalendar() };
  return last.calendar;
}

async function readCalendar(): Promise<Calendar> {
  const { athlete, client } = await connected();
  // A day more on either side: a clock may be ahead, and the first day has begun before the first recording.
  const today = dayIn(athlete.timezone, Date.now());
  const range = { from: addDays(today, -DAYS_BACK - 1), to: addDays(today, 1) };
  const rows = await listEvents(client, athlete.id, range);
  return { athlete, events: rows.map(({ event }) => event) };
}
