import { expect, test } from 'vitest';
import { readWorkout } from '../../../../lib/workouts/read/read-file.ts';
import { madeWorkouts } from '../../../fixtures/workouts.ts';

test.each(madeWorkouts)('$name is as long as its parts, with all of its texts', async workout => {
  const { doc, cues } = await readWorkout(new File([workout.text], workout.name));

  expect({ secs: doc.durationSecs, texts: cues }).toEqual({ secs: workout.secs, texts: workout.texts });
});
