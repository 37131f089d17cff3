import { addDays, getDateInZone } from '../../platform/calendar-date.ts';
import { notifyChanged } from '../../platform/change-events.ts';
import { withKeepAlive } from '../../platform/keep-alive.ts';
import { DAY, MINUTE } from '../../platform/time.ts';
import type { Athlete } from '../../services/intervals/athlete.ts';
import type { CalendarEvent } from '../../services/intervals/calendar-event.ts';
import { listEvents } from '../../services/intervals/calendar-events.ts';
import { requireSession } from '../../services/intervals/session.ts';
import { getStarts } from './duplicate-matching.ts';
import { findPlannedWorkouts, getPairedEventId } from './planned-workout-match.ts';
import type { Upload } from './upload.ts';
import { getUpload, updateUpload } from './upload-store.ts';

/**
 * How old a recording may be and still be looked up. What is sent later than this is an old archive: nobody waits to see
 * its plans, and a calendar of years would have to be read for it.
 */
const MAX_AGE_DAYS = 28;

/** How long a calendar is believed: the recordings of one batch share it, and a workout planned since is seen soon. */
const TTL_MS = MINUTE;

interface CalendarSnapshot {
  athlete: Athlete;
  events: CalendarEvent[];
}

let cached: { readAt: number; calendar: Promise<CalendarSnapshot> } | undefined;

/**
 * Writes down which planned workouts an upload fits. It goes its own way beside the upload, which waits for none of it;
 * where the calendar cannot be read, nothing is written down.
 */
export async function linkPlannedWorkouts(id: string): Promise<void> {
  const upload = await getUpload(id);
  if (upload && isRecent(upload)) await withKeepAlive(linkUpload(upload));
}

/** The next look reads the calendar afresh: it may be another athlete's. */
export function invalidateCalendarCache(): void {
  cached = undefined;
}

const isRecent = ({ recording }: Upload): boolean =>
  getStarts(recording).some(start => Date.now() - start < MAX_AGE_DAYS * DAY);

async function linkUpload(upload: Upload): Promise<void> {
  const calendar = await getCalendar(upload);
  if (!calendar) return;
  await updateUpload(upload.id, current => withPlannedWorkouts(current, calendar));
  notifyChanged();
}

/** Undefined where it cannot be read: it would have been a help. What is wrong with network or key, the upload says. */
async function getCalendar(upload: Upload): Promise<CalendarSnapshot | undefined> {
  const { state } = upload;
  try {
    const calendar = await getCalendarSince(Date.now() - TTL_MS);
    // With what it was paired shows in a calendar that was read after it was sent.
    const mayBePaired =
      state.name === 'uploaded' && withPlannedWorkouts(upload, calendar).plannedWorkouts !== undefined;
    return mayBePaired ? await getCalendarSince(state.at) : calendar;
  } catch {
    return undefined;
  }
}

function withPlannedWorkouts(upload: Upload, { athlete, events }: CalendarSnapshot): Upload {
  if (upload.athlete !== athlete.id) return upload;
  const { plannedWorkouts: _, ...rest } = upload;
  const plannedWorkouts = findPlannedWorkouts(upload, events, athlete.timezone);
  const pairWith = getPairedEventId(upload, events);
  return {
    ...rest,
    ...(plannedWorkouts.length > 0 && { plannedWorkouts }),
    ...(pairWith !== undefined && { pairWith }),
  };
}

/** What everybody shares who asks meanwhile, a failure too: it would only fail again, once for each of a batch. */
function getCalendarSince(moment: number): Promise<CalendarSnapshot> {
  if (!cached || cached.readAt < moment) cached = { readAt: Date.now(), calendar: fetchCalendar() };
  return cached.calendar;
}

async function fetchCalendar(): Promise<CalendarSnapshot> {
  const { athlete, client } = await requireSession();
  // A day more on either side: a clock may be ahead, and the first day has begun before the first recording.
  const today = getDateInZone(athlete.timezone, Date.now());
  const range = { from: addDays(today, -MAX_AGE_DAYS - 1), to: addDays(today, 1) };
  const rows = await listEvents(client, athlete.id, range);
  return { athlete, events: rows.map(({ event }) => event) };
}
