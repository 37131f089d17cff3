import { connected } from '../connected.ts';
import { expectAthlete } from '../credentials.ts';
import { type CalendarEvent, isWorkout, type WorkoutFile, type WorkoutFormat } from '../intervals/event.ts';
import { listEvents, type RangeOptions } from '../intervals/events.ts';
import { announce } from '../news.ts';
import { Problem } from '../problem.ts';
import { getSettings } from '../settings.ts';
import { checkedFile } from './check.ts';
import { type DayRange, rangesKey, replaceRange, type StoredFile } from './store.ts';

/**
 * Reads what is planned on these days, with every workout as a file of the format (the remembered one when absent), in one request,
 * and keeps it. Pages hear of it as news of the calendar. Who asks for the same while it is being read gets the same answer.
 * @throws {Problem} `not-connected`, `wrong-athlete` when another account was connected meanwhile, `storage-full`, and as the API
 */
export async function refreshCalendar(range: DayRange, asked?: WorkoutFormat): Promise<void> {
  const { workoutFormat, workoutRanges } = await getSettings();
  const format = asked ?? workoutFormat;
  const key = [range.from, range.to, format, rangesKey(workoutRanges)].join();
  const reading = underWay.get(key) ?? read(range, format, workoutRanges).finally(() => underWay.delete(key));
  underWay.set(key, reading);
  await reading;
}

const underWay = new Map<string, Promise<void>>();

async function read(range: DayRange, format: WorkoutFormat, ranges: RangeOptions): Promise<void> {
  const { athlete, client } = await connected();
  const rows = await listEvents(client, athlete.id, { ...range, format, ranges });
  const workouts = rows.filter(({ event }) => isWorkout(event));
  const files = await Promise.all(
    workouts.map(({ event, file }) => storedFile(event, file, format, rangesKey(ranges))),
  );
  // One calendar must not turn up in the other, nor come back after it was forgotten.
  if ((await expectAthlete()) !== athlete.id) throw new Problem('wrong-athlete');
  await replaceRange(athlete.id, range, { events: rows.map(({ event }) => event), files, atMs: Date.now() });
  announce('calendar');
}

async function storedFile(
  { id }: CalendarEvent,
  file: WorkoutFile | undefined,
  format: WorkoutFormat,
  ranges: string,
): Promise<StoredFile> {
  try {
    if (!file) throw new Problem('no-workout-file');
    return { event: id, format, ranges, made: await checkedFile(file, format) };
  } catch (thrown) {
    return { event: id, format, ranges, made: { problem: Problem.from(thrown).toPlain() } };
  }
}
