import { readFileSync } from 'node:fs';
import { htmlPage, jsonElement } from '../html.ts';
import type { Reply } from '../site.ts';
import type { Workout } from './workout.ts';

/** The one page of the app. The hash says which part of it is shown, and contains no workout's id. */
export function app(userId: number, workouts: readonly Workout[]): Reply {
  const cards = workouts.map(({ id, athleteId, title, state, row }) => ({
    id,
    athleteId,
    title,
    state,
    day: row.workoutDay,
  }));
  return htmlPage({
    title: 'TrainingPeaks',
    body:
      `<main id="main"></main>${jsonElement('user', userId)}${jsonElement('workouts', cards)}` +
      '<script src="/page.js"></script>',
  });
}

/** The page's script, which does what the site's own does. */
export function script(): Reply {
  return { status: 200, headers: { 'Content-Type': 'text/javascript; charset=utf-8' }, body: pageScript };
}

/** The form of the sign-in host. It asks for no password: nothing here is protected. */
export function signInForm(): Reply {
  const body = '<h1>Log in</h1><form method="post"><button>Log In</button></form>';
  return htmlPage({ title: 'Login | TrainingPeaks', body });
}

const pageScript = readFileSync(new URL('./page.js', import.meta.url), 'utf8');
