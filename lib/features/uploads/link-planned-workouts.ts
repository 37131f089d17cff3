import { addDays, getDateInZone } from '../../platform/calendar-date.ts';
import { notifyChanged } from '../../platform/change-events.ts';
import { withKeepAlive } from '../../platform/keep-alive.ts';
import { DAY, MINUTE } from '../../platform/time.ts';
import type { Athlete } from '../../services/intervals/athlete.ts';
import type { CalendarEvent } from '../../services/intervals/calendar-event.ts';
import { listEvents } from '../../services/intervals/calendar-events.ts';
import { withSession } from '../../services/intervals/session.ts';
import { getStarts } from './duplicate-matching.ts';
import { findPlannedWorkouts, getPairedEventId } from './planned-workout-match.ts';
import type { Upload } from './upload.ts';
import { getUpload, updateUpload } from './upload-store.ts';

/**
 * The maximum age of a recording for a lookup. Older recordings come from an archive: their planned workouts are not of
 * interest, and they would require reading years of the calendar.
 */
const MAX_AGE_DAYS = 28;

/** How long a calendar is used: the recordings of one batch share it, and a workout that was planned since appears soon. */
const TTL_MS = MINUTE;

interface CalendarSnapshot {
  athlete: Athlete;
  events: CalendarEvent[];
}

let cached: { readAt: number; calendar: Promise<CalendarSnapshot> } | undefined;

/**
 * Stores which planned workouts an upload fits. The upload does not wait for this; if the calendar cannot be read, nothing is
 * stored.
 */
export async function linkPlannedWorkouts(id: string): Promise<void> {
  const upload = await getUpload(id);
  if (upload && isRecent(upload)) await withKeepAlive(linkUpload(upload));
}

/** Makes the next lookup read the calendar again: it may be another athlete's. */
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

/**
 * Undefined if the calendar cannot be read: the link is optional, and the upload itself reports a problem with the network or
 * the key.
 */
async function getCalendar(upload: Upload): Promise<CalendarSnapshot | undefined> {
  const { state } = upload;
  try {
    const calendar = await getCalendarSince(Date.now() - TTL_MS);
    // Only a calendar that was read after the upload shows what the activity was paired with.
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

/** Concurrent calls share one request, and its failure, too: otherwise it would fail again for each upload of a batch. */
function getCalendarSince(moment: number): Promise<CalendarSnapshot> {
  if (!cached || cached.readAt < moment) cached = { readAt: Date.now(), calendar: fetchCalendar() };
  return cached.calendar;
}

const fetchCalendar = (): Promise<CalendarSnapshot> =>
  withSession(async ({ athlete, client }) => {
    // One day more on each side: a clock may be ahead, and the first day starts before the first recording.
    const today = getDateInZone(athlete.timezone, Date.now());
    const range = { from: addDays(today, -MAX_AGE_DAYS - 1), to: addDays(today, 1) };
    const rows = await listEvents(client, athlete.id, range);
    return { athlete, events: rows.map(({ event }) => event) };
  });
