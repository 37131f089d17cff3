import type { Emulator } from './emulator.ts';
import { localTime } from './intervals/local-time.ts';

/** The key of Mo Example while the emulator runs by itself. */
export const DEMO_KEY = 'demo-key';

const DAY_MS = 86_400_000;

/** Something to read: a week of activities and wellness, two planned workouts, and an activity on each training site. */
export function seedDemo(emulator: Emulator): void {
  const { athlete, seed, garmin, trainingPeaks, strava } = emulator;
  const now = Date.now();
  const day = (n: number): string => localTime(new Date(now + n * DAY_MS), athlete.timezone).slice(0, 10);
  const yesterday = now - DAY_MS;

  emulator.changeKey(DEMO_KEY);
  seed.activities(7, { startMs: now - 8 * DAY_MS });
  seed.wellness([-3, -2, -1].map(n => ({ id: day(n), weight: 71.4 + n / 10, restingHR: 49 - n, sleepSecs: 27_000 })));
  seed.event({
    name: 'Endurance',
    type: 'Ride',
    start_date_local: `${day(1)}T00:00:00`,
    description: '- 2h Z2',
  });
  seed.event({
    name: 'VO2 6 x 2',
    type: 'Ride',
    start_date_local: `${day(2)}T00:00:00`,
    description: '- 15m ramp 45-75%\n\n6x\n- 2m 115%\n- 3m 50%\n\n- 10m 45%',
  });
  garmin.activity({ startMs: yesterday });
  trainingPeaks.workout({ startMs: yesterday });
  strava.activity({ startMs: yesterday });
}
