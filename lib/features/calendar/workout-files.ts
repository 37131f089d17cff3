import type { WorkoutFileContent } from '../../formats/workouts/validate-workout-file.ts';
import type { WorkoutFormat } from '../../formats/workouts/workout-format.ts';
import { notifyChanged } from '../../platform/change-events.ts';
import { type PlainProblem, Problem } from '../../platform/problem.ts';
import { type CalendarEvent, isWorkoutEvent } from '../../services/intervals/calendar-event.ts';
import type { TargetRanges } from '../../services/intervals/calendar-events.ts';
import {
  type DateRange,
  getEvents,
  getLastReadAt,
  getStoredWorkoutFiles,
  storeSavedFiles,
  toRangesKey,
} from './calendar-store.ts';
import { makeWorkoutFileNames } from './workout-file-names.ts';

/** A workout as it goes to the disk. */
export interface NamedWorkoutFile extends WorkoutFileContent {
  event: number;
  /** "2026-11-22 Threshold 3x10.zwo" */
  name: string;
}

/** The files of some days, and the workouts without a file. */
export interface WorkoutFiles {
  athlete: string;
  format: WorkoutFormat;
  files: NamedWorkoutFile[];
  failed: { event: CalendarEvent; name: string; problem: PlainProblem }[];
}

export interface WorkoutFilesQuery {
  athlete: string;
  range: DateRange;
  format: WorkoutFormat;
  ranges: TargetRanges;
  /** One workout alone. Its name is the same as among the others. */
  onlyEventId?: number | undefined;
}

/**
 * The files of the workouts of some days. Stored files are used as they are; if one is missing in this format, `refresh` reads all
 * of them again, once.
 * @throws {Problem} as `refresh`; `not-found` when the one that is wanted is not on the calendar any more
 */
export async function getWorkoutFiles(
  query: WorkoutFilesQuery,
  refresh: (range: DateRange, format: WorkoutFormat) => Promise<unknown>,
): Promise<WorkoutFiles> {
  const files = await getStoredFiles(query);
  if (files) return files;
  await refresh(query.range, query.format);
  const refreshed = await getStoredFiles(query);
  if (!refreshed) throw new Problem('not-found');
  return refreshed;
}

/** Undefined where something is missing. */
async function getStoredFiles({
  athlete,
  range,
  format,
  ranges,
  onlyEventId,
}: WorkoutFilesQuery): Promise<WorkoutFiles | undefined> {
  if ((await getLastReadAt(athlete, range)) === undefined) return undefined;
  const all = (await getEvents(athlete, range)).filter(isWorkoutEvent);
  const events = all.filter(({ id }) => onlyEventId === undefined || id === onlyEventId);
  if (onlyEventId !== undefined && events.length === 0) return undefined;
  const stored = await getStoredWorkoutFiles(
    athlete,
    events.map(({ id }) => id),
    format,
  );
  const names = makeWorkoutFileNames(all, format);
  const result: WorkoutFiles = { athlete, format, files: [], failed: [] };
  for (const event of events) {
    const file = stored.get(event.id);
    if (file?.ranges !== toRangesKey(ranges)) return undefined;
    const name = names.get(event.id) ?? '';
    if ('problem' in file.result) result.failed.push({ event, name, problem: file.result.problem });
    else result.files.push({ event: event.id, name, ...file.result });
  }
  return result;
}

/** Stores that these files are on the user's disk, so that a later change is recognised. @throws {Problem} `storage-full` */
export async function markFilesSaved(
  { athlete, format }: Pick<WorkoutFiles, 'athlete' | 'format'>,
  files: readonly NamedWorkoutFile[],
): Promise<void> {
  const atMs = Date.now();
  await storeSavedFiles(
    athlete,
    files.map(({ event, name, digest }) => ({ event, format, digest, name, atMs })),
  );
  notifyChanged('calendar');
}
