import { type Connected, connected } from '../connected.ts';
import { expectAthlete } from '../credentials.ts';
import { type CalendarEvent, isWorkout, type WorkoutFile, type WorkoutFormat } from '../intervals/event.ts';
import { listEvents, type RangeOptions } from '../intervals/events.ts';
import { announce } from '../news.ts';
import { Problem } from '../problem.ts';
import { getSettings } from '../settings.ts';
import { checkedFile } from './check.ts';
import { type DayRange, filesOf, rangesKey, replaceRange, type StoredFile } from './store.ts';

/**
 * Reads what is planned on these days, with every workout as a file of the format (the remembered one when absent), in one request,
 * and keeps it. Pages hear of it as news of the calendar. Who asks for the same while it is being read gets the same answer.
 * @throws {Problem} `not-connected`, `wrong-athlete` when another account was connected meanwhile, `storage-full`, and as the API
 */
export async function refreshCalendar(range: DayRange, asked?: WorkoutFormat): Promise<void> {
  const { workoutFormat, workoutRanges } = await getSettings();
  const format = asked ?? workoutFormat;
  const hand = await connected();
  const key = [hand.athlete.id, range.from, range.to, format, rangesKey(workoutRanges), changes].join();
  const reading =
    underWay.get(key) ?? read(hand, range, format, workoutRanges).finally(() => underWay.delete(key));
  underWay.set(key, reading);
  await reading;
}

const underWay = new Map<string, Promise<void>>();

/** How often the calendar was written to in this worker's life. */
let changes = 0;

/** Something was done to the calendar: what is being read at this moment may not know of it. */
export function calendarChanged(): void {
  changes += 1;
}

async function read(
  hand: Connected,
  range: DayRange,
  format: WorkoutFormat,
  ranges: RangeOptions,
): Promise<void> {
  const { id } = hand.athlete;
  let before: number;
  let found: Found;
  do {
    before = changes;
    found = await find(hand, range, format, ranges);
  } while (changes !== before);
  // One calendar must not turn up in the other, nor come back after it was forgotten.
  if ((await expectAthlete()) !== id) throw new Problem('wrong-athlete');
  await replaceRange(id, range, { ...found, atMs: Date.now() });
  announce('calendar');
}

interface Found {
  events: CalendarEvent[];
  files: StoredFile[];
}

async function find(
  { athlete, client }: Connected,
  range: DayRange,
  format: WorkoutFormat,
  ranges: RangeOptions,
): Promise<Found> {
  const rows = await listEvents(client, athlete.id, { ...range, format, ranges });
  const workouts = rows.filter(({ event }) => isWorkout(event));
  const kept = await filesOf(
    athlete.id,
    workouts.map(({ event }) => event.id),
    format,
  );
  const files = await Promise.all(
    workouts.map(async ({ event: { id }, file }) => {
      const made = unlessSame(await madeOf(file, format), kept.get(id)?.made);
      return { event: id, format, ranges: rangesKey(ranges), made };
    }),
  );
  return { events: rows.map(({ event }) => event), files };
}

async function madeOf(file: WorkoutFile | undefined, format: WorkoutFormat): Promise<StoredFile['made']> {
  try {
    if (!file) throw new Problem('no-workout-file');
    return await checkedFile(file, format);
  } catch (thrown) {
    return { problem: Problem.from(thrown).toPlain() };
  }
}

/** A file that says the same as the one before is no change: the first one stays. */
function unlessSame(made: StoredFile['made'], before: StoredFile['made'] | undefined): StoredFile['made'] {
  const isSame = before && 'content' in before && 'content' in made && before.content === made.content;
  return isSame ? before : made;
}
