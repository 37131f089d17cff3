import { Problem } from '../../lib/problem.ts';
import { readWorkout } from '../../lib/workouts/read/read-file.ts';

/** A zwo file of these steps. */
export const zwo = (steps: string, head = ''): File =>
  new File([`<workout_file>${head}<workout>${steps}</workout></workout_file>`], 'made.zwo');

/** The kind of the problem that a file is refused with. */
export const kindOf = (file: File): Promise<string> =>
  readWorkout(file).then(
    () => 'read',
    thrown => (thrown instanceof Problem ? thrown.kind : `not a Problem: ${thrown}`),
  );
