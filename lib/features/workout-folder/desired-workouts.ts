import type { WorkoutFileContent } from '../../formats/workouts/validate-workout-file.ts';
import { addDays, getDateInZone } from '../../platform/calendar-date.ts';
import { type PlainProblem, Problem } from '../../platform/problem.ts';
import { hasSteps } from '../../services/intervals/calendar-event.ts';
import { requireCredentials } from '../../services/intervals/credentials.ts';
import { refreshCalendar } from '../calendar/refresh-calendar.ts';
import { calendarSettings } from '../calendar/settings.ts';
import { getWorkoutFiles } from '../calendar/workout-files.ts';
import { workoutFolderSettings } from './settings.ts';

/** A workout of the coming days, with its file or what is wrong with it. */
export type FolderWorkout = { event: number; name: string } & (
  | { file: WorkoutFileContent; problem?: never }
  | { file?: never; problem: PlainProblem }
);

/**
 * The workouts of the coming days with their files, today on the athlete's own calendar included, read anew in one request. Those
 * without steps have no file, and are none of a folder's business.
 * @throws {Problem} `not-connected`, `wrong-athlete` where it is not this one, and as `refreshCalendar`
 */
export async function getDesiredWorkouts(athleteId: string | undefined): Promise<FolderWorkout[]> {
  const { workoutFormat: format, workoutRanges: ranges } = await calendarSettings.get();
  const { folderDays } = await workoutFolderSettings.get();
  const { athlete } = await requireCredentials();
  if (athlete.id !== athleteId) throw new Problem('wrong-athlete');
  const from = getDateInZone(athlete.timezone, Date.now());
  const range = { from, to: addDays(from, folderDays - 1) };
  await refreshCalendar(range, format);
  const { files, failed } = await getWorkoutFiles({ athlete: athlete.id, range, format, ranges }, refreshCalendar);
  return [
    ...files.map(file => ({ event: file.event, name: file.name, file })),
    ...failed
      .filter(({ event }) => hasSteps(event))
      .map(({ event, name, problem }) => ({ event: event.id, name, problem })),
  ];
}
