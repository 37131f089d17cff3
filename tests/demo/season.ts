import { addDays, getDateInZone, getMonday } from '../../lib/platform/calendar-date.ts';
import type { Emulator } from '../emulator/emulator.ts';

/** Fills the account of the demo: this week's plan, two months of activities, three weeks of wellness. */
export function seedSeason(emulator: Emulator): void {
  const today = getDateInZone(emulator.athlete.timezone, Date.now());
  const monday = getMonday(today);
  for (const { on, type = 'Ride', ...workout } of PLAN)
    emulator.seed.event({ ...workout, type, start_date_local: `${addDays(monday, on)}T00:00:00` });
  emulator.seed.activities(20, { startMs: Date.now() - 60 * DAY_MS });
  emulator.seed.wellness(
    Array.from({ length: 21 }, (_, n) => ({
      id: addDays(today, n - 21),
      weight: 71.4 - n / 20 + (n % 3) / 10,
      restingHR: 49 + (n % 5),
      hrv: 61 + ((n * 7) % 11),
      sleepSecs: 26_400 + 600 * (n % 6),
      sleepQuality: 1 + (n % 3),
    })),
  );
}

const DAY_MS = 86_400_000;

/** A week, by the number of days after its Monday. */
const PLAN: { on: number; name: string; type?: string; description: string }[] = [
  {
    on: 1,
    name: 'Big gear grinds',
    description: '- 15m ramp 45-75%\n\n4x\n- 8m 92% 60rpm\n- 4m 50%\n\n- 10m 45%',
  },
  { on: 2, name: 'Endurance', description: '- 2h Z2' },
  {
    on: 3,
    name: 'VO2 6 x 2',
    description: '- 15m ramp 45-75%\n\n6x\n- 2m 115%\n- 3m 50%\n\n- 10m 45%',
  },
  { on: 4, name: 'Easy run', type: 'Run', description: '- 40m Z2 Pace' },
  { on: 5, name: 'Tempo with a kick', description: '- 20m 60%\n- 2h 78%\n- 15m 102%\n- 20m 50%' },
  { on: 6, name: 'Long run', type: 'Run', description: '- 1h30m 75% Pace\n- 15m 95% Pace' },
];
