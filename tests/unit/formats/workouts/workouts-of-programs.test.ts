import { expect, test } from 'vitest';
import { parseWorkout } from '../../../../lib/formats/workouts/parse-workout.ts';
import { sampleWorkouts } from '../../../fixtures/workouts.ts';

test.each(sampleWorkouts)('$name has the duration of its steps and all of its texts', async workout => {
  const { doc, cueCount } = await parseWorkout(new File([workout.text], workout.name));

  expect({ secs: doc.durationSecs, texts: cueCount }).toEqual({ secs: workout.secs, texts: workout.texts });
});
