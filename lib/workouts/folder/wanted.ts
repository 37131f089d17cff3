import { expectCredentials } from '../../credentials.ts';
import { addDays, dayIn } from '../../day.ts';
import { hasSteps } from '../../intervals/event.ts';
import { type PlainProblem, Problem } from '../../problem.ts';
import { getSettings } from '../../settings.ts';
import { refreshCalendar } from '../calendar.ts';
import type { CheckedFile } from '../check.ts';
import { gather } from '../save.ts';

/** A workout of the coming days, with its file or what is wrong with it. */
export type Planned = { event: number; name: string } & (
  | { file: CheckedFile; problem?: never }
  | { file?: never; problem: PlainProblem }
);

/**
 * The workouts of the coming days with their files, today on the athlete's own calendar included, read anew in one request. Those
 * without steps have no file, and are none of a folder's business.
 * @throws {Problem} `not-connected`, `wrong-athlete` where it is not this one, and as `refreshCalendar`
 */
export async function plannedWorkouts(athleteId: string): Promise<Planned[]> {
  const { workoutFormat: format, workoutRanges: ranges, folderDays } = await getSettings();
  const { athlete } = await expectCredentials();
  if (athlete.id !== athleteId) throw new Problem('wrong-athlete');
  const from = dayIn(athlete.timezone, Date.now());
  const range = { from, to: addDays(from, folderDays - 1) };
  await refreshCalendar(range, format);
  const { files, failed } = await gather({ athlete: athleteId, range, format, ranges }, refreshCalendar);
  return [
    ...files.map(file => ({ event: file.event, name: file.name, file })),
    ...failed
      .filter(({ event }) => hasSteps(event))
      .map(({ event, name, problem }) => ({ event: event.id, name, problem })),
  ];
}
