import { describe, expect, test } from 'vitest';
import { parseIsoTime } from '../../../../lib/formats/xml/iso-time.ts';

const SIX = Date.UTC(2026, 9, 3, 6);

describe('A6 parseIsoTime', () => {
  test.each([
    '2026-10-03T06:00:00Z',
    '2026-10-03t06:00:00z',
    '2026-10-03T08:00:00+02:00',
    '2026-10-03T08:00:00+0200',
    '2026-10-03T08:00:00+02',
    '2026-10-03T06:00Z',
    '2026-10-03T08:00+02',
    '2026-10-03T06:00:00,000Z',
    '2026-10-03T06:00:00.0000000Z',
    '20261003T060000Z',
    '20261003T0600Z',
    '20261003T080000+02',
    '2026-10-03T060000Z',
    '20261003T060000.000Z',
    '2026-10-03T01:30:00-04:30',
    '2026-10-03T01:30:00\u221204:30',
    '2026-10-03 06:00:00Z',
    '2026-10-03 06:00:00 UTC',
    '2026-10-03 08:00:00 +0200',
    '2026/10/03 06:00:00Z',
    '2026-10-3T6:00:00Z',
    '2026-10-03T08:00:00+02:00[Europe/Berlin]',
    '2026-10-03T06:00:00Z[UTC]',
    '٢٠٢٦-١٠-٠٣T٠٦:٠٠:٠٠Z',
    '۲۰۲۶-۱۰-۰۳T۰۶:۰۰:۰۰Z',
  ])('reads %s', text => {
    expect(parseIsoTime(text)).toEqual({ ms: SIX, hasZone: true });
  });

  test('reads fractions of a second, and a time without a zone as UTC', () => {
    expect(parseIsoTime('2026-10-03T06:00:00,25Z')?.ms).toBe(SIX + 250);
    expect(parseIsoTime('2026-10-03T06:00:00.0005Z')?.ms).toBe(SIX);
    expect(parseIsoTime('20261003T060000')).toEqual({ ms: SIX, hasZone: false });
  });

  test('reads the end of a day and a leap second', () => {
    expect(parseIsoTime('2026-10-03T24:00:00Z')?.ms).toBe(Date.UTC(2026, 9, 4));
    expect(parseIsoTime('2016-12-31T23:59:60Z')?.ms).toBe(Date.UTC(2017, 0, 1));
  });

  test.each([
    '',
    'yesterday',
    '2026-10-03',
    '20261003',
    '0000-10-03T08:00:00Z',
    '2026-13-03T08:00:00Z',
    '2026-00-03T08:00:00Z',
    '2026-02-30T08:00:00Z',
    '2026-10-03T25:00:00Z',
    '2026-10-03T08:61:00Z',
    '2026-10-03T08:00:00+99:00',
    '2026-10-03T08:00:00Z and more',
    '2026-10-03T08:00:00,'.padEnd(5000, '9'),
  ])('reads nothing in %j', text => {
    expect(parseIsoTime(text)).toBeUndefined();
  });
});
