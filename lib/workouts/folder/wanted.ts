import { connected } from '../../connected.ts';
import { addDays, dayIn } from '../../day.ts';
import { hasSteps, isWorkout, type WorkoutFormat } from '../../intervals/event.ts';
import type { EventWithFile } from '../../intervals/event-schemas.ts';
import { listEvents } from '../../intervals/events.ts';
import { Problem } from '../../problem.ts';
import { getSettings } from '../../settings.ts';
import { type CheckedFile, checkedFile } from '../check.ts';
import { namesFor } from '../names.ts';
import type { Filled } from './state.ts';

/** A workout of the coming days, with its file or what is wrong with it. */
export type Planned = { event: number; name: string } & (
  | { file: CheckedFile; problem?: never }
  | { file?: never; problem: Filled['failed'][number]['problem'] }
);

/**
 * The workouts of the coming days with their files, today on the athlete's own calendar included, in one request. Those without steps
 * have no file, and are none of a folder's business.
 * @throws {Problem} `not-connected`, `wrong-athlete` where it is not this one, and as the API
 */
export async function plannedWorkouts(athleteId: string): Promise<Planned[]> {
  const { workoutFormat: format, workoutRanges: ranges, folderDays } = await getSettings();
  const { athlete, client } = await connected();
  if (athlete.id !== athleteId) throw new Problem('wrong-athlete');
  const from = dayIn(athlete.timezone, Date.now());
  const to = addDays(from, folderDays - 1);
  const found = await listEvents(client, athlete.id, { from, to, format, ranges });
  const workouts = new Map(found.filter(isToBeDone(from, to)).map(row => [row.event.id, row]));
  const names = namesFor(
    [...workouts.values()].map(({ event }) => event),
    format,
  );
  return await Promise.all(
    [...workouts.values()].map(row => planned(row, names.get(row.event.id) ?? '', format)),
  );
}

/** The range is asked for, and a server may answer more. */
const isToBeDone =
  (from: string, to: string) =>
  ({ event }: EventWithFile): boolean =>
    isWorkout(event) && event.day >= from && event.day <= to && hasSteps(event);

async function planned(
  { event: { id }, file }: EventWithFile,
  name: string,
  format: WorkoutFormat,
): Promise<Planned> {
  try {
    if (!file) throw new Problem('no-workout-file');
    return { event: id, name, file: await checkedFile(file, format) };
  } catch (thrown) {
    return { event: id, name, problem: Problem.from(thrown).toPlain() };
  }
}
