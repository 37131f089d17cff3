import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addDays,
  daysBetween,
  eachDay,
  getDateInZone,
  getMonday,
  isCalendarDate,
} from '../../../lib/platform/calendar-date.ts';

const NOON = Date.parse('2026-11-22T11:30:00Z');

describe('a calendar date', () => {
  test.each([
    ['Pacific/Pago_Pago', '2026-11-22'],
    ['Pacific/Kiritimati', '2026-11-23'],
    ['Europe/London', '2026-11-22'],
    ['Pacific/Auckland', '2026-11-23'],
    ['no such zone', '2026-11-22'],
  ])('in %s is %s at the same moment', (zone, day) => {
    expect(getDateInZone(zone, NOON)).toBe(day);
  });

  test('moves by n days with addDays', () => {
    fc.assert(
      fc.property(fc.integer({ min: -4000, max: 4000 }), n => {
        expect(daysBetween('2026-03-28', addDays('2026-03-28', n))).toBe(n);
      }),
    );
  });

  test('belongs to the week of the Monday before it', () => {
    expect(getMonday('2026-11-22')).toBe('2026-11-16');
    expect(getMonday('2026-11-16')).toBe('2026-11-16');
  });

  test('starts a range up to a later date with eachDay, and an empty one up to an earlier date', () => {
    expect(eachDay('2026-02-27', '2026-03-01')).toEqual(['2026-02-27', '2026-02-28', '2026-03-01']);
    expect(eachDay('2026-03-01', '2026-02-27')).toEqual([]);
  });

  test.each(['2026-02-30', '2026-13-01', '2026-1-1', '', 'today'])('cannot be %o', text => {
    expect(isCalendarDate(text)).toBe(false);
  });
});
