import type { CalendarEvent } from '../../lib/services/intervals/calendar-event.ts';

/** A planned ride of an hour. */
export const someEvent = (change: Partial<CalendarEvent> = {}): CalendarEvent => ({
  id: 1,
  category: 'WORKOUT',
  name: 'Threshold 3x10',
  type: 'Ride',
  sport: 'ride',
  day: '2026-11-22',
  lastDay: change.day ?? '2026-11-22',
  movingSecs: 3600,
  load: 62,
  ...change,
});
