import { parseWorkout } from '../../lib/formats/workouts/parse-workout.ts';
import { Problem } from '../../lib/platform/problem.ts';

/** A zwo file of these steps. */
export const zwo = (steps: string, head = ''): File =>
  new File([`<workout_file>${head}<workout>${steps}</workout></workout_file>`], 'made.zwo');

/** The kind of the problem that a file is refused with. */
export const getRefusalKind = (file: File): Promise<string> =>
  parseWorkout(file).then(
    () => 'read',
    thrown => (thrown instanceof Problem ? thrown.kind : `not a Problem: ${thrown}`),
  );
