import { type CalendarEvent, isWorkout, type WorkoutFormat } from '../intervals/event.ts';
import type { RangeOptions } from '../intervals/events.ts';
import { announce } from '../news.ts';
import { type PlainProblem, Problem } from '../problem.ts';
import type { CheckedFile } from './check.ts';
import { namesFor } from './names.ts';
import { type DayRange, eventsBetween, filesOf, keepSaved, rangesKey, readAt } from './store.ts';

/** A workout as it goes to the disk. */
export interface NamedFile extends CheckedFile {
  event: number;
  /** "2026-11-22 Threshold 3x10.zwo" */
  name: string;
}

/** The files of some days, and the workouts of which there is none. */
export interface Gathered {
  athlete: string;
  format: WorkoutFormat;
  files: NamedFile[];
  failed: { event: CalendarEvent; name: string; problem: PlainProblem }[];
}

export interface Wanted {
  athlete: string;
  range: DayRange;
  format: WorkoutFormat;
  ranges: RangeOptions;
  /** One workout alone. Its name is the same as among the others. */
  only?: number | undefined;
}

/**
 * The files of the workouts of some days. What is kept is taken as it is; where one is not there in this format, all of them are
 * read anew, once, by `refresh`.
 * @throws {Problem} as `refresh`; `not-found` when the one that is wanted is not on the calendar any more
 */
export async function gather(
  wanted: Wanted,
  refresh: (range: DayRange, format: WorkoutFormat) => Promise<unknown>,
): Promise<Gathered> {
  const gathered = await gatherKept(wanted);
  if (gathered) return gathered;
  await refresh(wanted.range, wanted.format);
  const anew = await gatherKept(wanted);
  if (!anew) throw new Problem('not-found');
  return anew;
}

/** Undefined where something is missing. */
async function gatherKept({ athlete, range, format, ranges, only }: Wanted): Promise<Gathered | undefined> {
  if ((await readAt(athlete, range)) === undefined) return undefined;
  const all = (await eventsBetween(athlete, range)).filter(isWorkout);
  const events = all.filter(({ id }) => only === undefined || id === only);
  if (only !== undefined && events.length === 0) return undefined;
  const stored = await filesOf(
    athlete,
    events.map(({ id }) => id),
    format,
  );
  const names = namesFor(all, format);
  const gathered: Gathered = { athlete, format, files: [], failed: [] };
  for (const event of events) {
    const file = stored.get(event.id);
    if (file?.ranges !== rangesKey(ranges)) return undefined;
    const name = names.get(event.id) ?? '';
    if ('problem' in file.made) gathered.failed.push({ event, name, problem: file.made.problem });
    else gathered.files.push({ event: event.id, name, ...file.made });
  }
  return gathered;
}

/** Notes that these files are on the person's disk, so that a change can be told. @throws {Problem} `storage-full` */
export async function noteSaved(
  { athlete, format }: Pick<Gathered, 'athlete' | 'format'>,
  files: readonly NamedFile[],
): Promise<void> {
  const atMs = Date.now();
  await keepSaved(
    athlete,
    files.map(({ event, name, digest }) => ({ event, format, digest, name, atMs })),
  );
  announce('calendar');
}
