import { addDays, type CalendarDate, getDateInZone, getMonday } from '../../../lib/platform/calendar-date.ts';
import type { Emulator } from '../../emulator/emulator.ts';
import { sampleText } from '../../fixtures/samples.ts';

/** Plans this week of the athlete: the sample events, and what they do not show. Returns today. */
export function planWeek(emulator: Emulator): CalendarDate {
  const today = getDateInZone(emulator.athlete.timezone, Date.now());
  const monday = getMonday(today);
  const at = (day: CalendarDate) => ({
    start_date_local: `${day}T00:00:00`,
    end_date_local: `${addDays(day, 1)}T00:00:00`,
  });
  const rows: object[] = JSON.parse(sampleText('events_list_resolved'));
  emulator.seed.events(
    rows.map((row, n) => ({ ...row, athlete_id: emulator.athlete.id, ...at(addDays(monday, n % 5)) })),
  );
  const steps = [
    { duration: 600, warmup: true, ramp: true, power: { start: 45, end: 75, units: '%ftp' } },
    {
      reps: 3,
      steps: [
        { duration: 600, power: { value: 98, units: '%ftp' }, text: 'Hold it' },
        { duration: 300, power: { value: 50, units: '%ftp' } },
      ],
    },
  ];
  emulator.seed.event({
    ...at(today),
    name: 'Threshold 3x10',
    description: 'Steady, not hard.',
    workout_doc: { steps },
  });
  emulator.seed.event({ ...at(today), name: 'Free ride', description: 'Ride as you feel', type: 'Ride' });
  emulator.seed.event({ ...at(monday), name: '../../x.zwo', workout_doc: { steps } });
  emulator.seed.event({ ...at(monday), name: 'con', workout_doc: { steps } });
  emulator.seed.event({ ...at(addDays(monday, 6)), category: 'RACE_A', name: 'Grand Fondo', type: 'Ride' });
  emulator.seed.event({
    start_date_local: `${addDays(monday, 4)}T00:00:00`,
    end_date_local: `${addDays(monday, 7)}T00:00:00`,
    category: 'HOLIDAY',
    name: 'By the sea',
  });
  return today;
}
