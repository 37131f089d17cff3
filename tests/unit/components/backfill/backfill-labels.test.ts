import { expect, test } from 'vitest';
import type { BackfillFinding } from '../../../../lib/features/backfill/backfill-search.ts';
import { speakEnglish } from '../../../support/english.ts';

await speakEnglish();
const { getVerdictReason } = await import('../../../../components/backfill/backfill-labels.ts');
const { LINK_PLACEHOLDER } = await import('../../../../lib/platform/rich-text.ts');

const finding = (rest: Partial<BackfillFinding>): BackfillFinding => ({
  activity: { id: '1', name: 'Morning Ride', startMs: Date.UTC(2026, 8, 1, 8), sport: 'ride' },
  verdict: 'unsure',
  match: { id: 'i1', name: 'Ride' },
  ...rest,
});

const sentence = (rest: Partial<BackfillFinding>) =>
  getVerdictReason(finding(rest))?.text.replace(LINK_PLACEHOLDER, '“Ride”');

test('a match by measures is shown as likely, and a match with a Strava placeholder as possible', () => {
  const clockOffMs = 2 * 3_600_000;
  expect(sentence({ matchKind: 'time-zone-shift', clockOffMs })).toBe(
    'Looks like “Ride” in another time zone, 2 h apart.',
  );
  expect(sentence({ clockOffMs })).toBe('It may be “Ride” in another time zone, 2 h apart.');
});

test.each<[Partial<BackfillFinding>, string]>([
  [{ matchKind: 'same-start' }, 'Starts at the same second as “Ride”, but has another sport, duration or distance.'],
  [{ matchKind: 'same-time' }, 'Takes place at the same time as “Ride”.'],
  [{ matchKind: 'id-only' }, 'Has the same Garmin ID as “Ride”, but another time or duration.'],
  [{ matchKind: 'hidden' }, 'Looks like “Ride”, which is on Intervals.icu but not shown to other programs.'],
  [
    { matchKind: 'hidden-day' },
    'It may be “Ride”, which Intervals.icu does not show to other programs, so Musette cannot compare them.',
  ],
  [{ verdict: 'there', matchKind: 'hidden' }, 'Intervals.icu has “Ride”, but does not show it to other programs.'],
])('a possible or hidden match says why: %o', (rest, expected) => {
  expect(sentence(rest)).toBe(expected);
});
