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
  expect(sentence({ matchKind: 'time-zone-shift', clockOffMs })).toBe('Looks like “Ride” with the clock off by 2 h.');
  expect(sentence({ clockOffMs })).toBe('It may be “Ride” with the clock off by 2 h.');
});
