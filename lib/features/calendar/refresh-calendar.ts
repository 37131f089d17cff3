import { validateWorkoutFile } from '../../formats/workouts/validate-workout-file.ts';
import type { WorkoutFormat } from '../../formats/workouts/workout-format.ts';
import { notifyChanged } from '../../platform/change-events.ts';
import { Problem } from '../../platform/problem.ts';
import { type CalendarEvent, isWorkoutEvent, type WorkoutFile } from '../../services/intervals/calendar-event.ts';
import { listEvents, type TargetRanges } from '../../services/intervals/calendar-events.ts';
import { type Session, withSession } from '../../services/intervals/session.ts';
import type { StoredWorkoutFile } from './calendar-rows.ts';
import { type DateRange, getStoredWorkoutFiles, replaceCalendarRange, toRangesKey } from './calendar-store.ts';
import { calendarSettings } from './settings.ts';

/**
 * Reads what is planned on these days, with every workout as a file of the format (the remembered one when absent), in one request,
 * and stores it. Pages are notified that the calendar changed. The same call during a read shares its result.
 * @throws {Problem} `not-connected`, `stopped` when another account was connected meanwhile, `storage-full`, and as the API
 */
export async function refreshCalendar(range: DateRange, requestedFormat?: WorkoutFormat): Promise<void> {
  const { workoutFormat, workoutRanges } = await calendarSettings.get();
  const format = requestedFormat ?? workoutFormat;
  await withSession(async session => {
    const key = [session.athlete.id, range.from, range.to, format, toRangesKey(workoutRanges), writeCount].join();
    const reading =
      inFlight.get(key) ?? readAndStore(session, range, format, workoutRanges).finally(() => inFlight.delete(key));
    inFlight.set(key, reading);
    await reading;
  });
}

const inFlight = new Map<string, Promise<void>>();

/** How often the calendar was written to since this worker started. */
let writeCount = 0;

/** The calendar was written to: a read that is under way may not contain the change. */
export function invalidateCalendarReads(): void {
  writeCount += 1;
}

async function readAndStore(
  session: Session,
  range: DateRange,
  format: WorkoutFormat,
  ranges: TargetRanges,
): Promise<void> {
  const { id } = session.athlete;
  let before: number;
  let found: CalendarSnapshot;
  do {
    before = writeCount;
    found = await fetchCalendar(session, range, format, ranges);
  } while (writeCount !== before);
  await replaceCalendarRange(id, range, { ...found, atMs: Date.now() });
  notifyChanged('calendar');
}

interface CalendarSnapshot {
  events: CalendarEvent[];
  files: StoredWorkoutFile[];
}

async function fetchCalendar(
  { athlete, client }: Session,
  range: DateRange,
  format: WorkoutFormat,
  ranges: TargetRanges,
): Promise<CalendarSnapshot> {
  const rows = await listEvents(client, athlete.id, { ...range, format, ranges });
  const workouts = rows.filter(({ event }) => isWorkoutEvent(event));
  const stored = await getStoredWorkoutFiles(
    athlete.id,
    workouts.map(({ event }) => event.id),
    format,
  );
  const files = await Promise.all(
    workouts.map(async ({ event: { id }, file }) => {
      const result = keepIfUnchanged(await toStoredResult(file, format), stored.get(id)?.result);
      return { event: id, format, ranges: toRangesKey(ranges), result };
    }),
  );
  return { events: rows.map(({ event }) => event), files };
}

async function toStoredResult(
  file: WorkoutFile | undefined,
  format: WorkoutFormat,
): Promise<StoredWorkoutFile['result']> {
  try {
    if (!file) throw new Problem('no-workout-file');
    return await validateWorkoutFile(file, format);
  } catch (thrown) {
    return { problem: Problem.from(thrown).toPlain() };
  }
}

/** A file that says the same as the one before is no change: the first one stays. */
function keepIfUnchanged(
  result: StoredWorkoutFile['result'],
  before: StoredWorkoutFile['result'] | undefined,
): StoredWorkoutFile['result'] {
  const isUnchanged =
    before && 'contentDigest' in before && 'contentDigest' in result && before.contentDigest === result.contentDigest;
  return isUnchanged ? before : result;
}
