import { expect, test } from 'vitest';
import type { Finding } from '../../../lib/missing/search.ts';
import { speakEnglish } from '../../support/english.ts';

await speakEnglish();
const { reasonFor } = await import('../../../components/missing-words.ts');
const { LINK } = await import('../../../components/words.ts');

const finding = (rest: Partial<Finding>): Finding => ({
  activity: { id: '1', name: 'Morning Ride', startMs: Date.UTC(2026, 8, 1, 8), sport: 'ride' },
  verdict: 'unsure',
  match: { id: 'i1', name: 'Ride' },
  ...rest,
});

const sentence = (rest: Partial<Finding>) => reasonFor(finding(rest))?.text.replace(LINK, '“Ride”');

test('an activity whose measures agree looks like the other one, and a stub only may be it', () => {
  const clockOffMs = 2 * 3_600_000;
  expect(sentence({ likeness: 'time-zone-slip', clockOffMs })).toBe(
    'Looks like “Ride” with the clock 2 h off.',
  );
  expect(sentence({ clockOffMs })).toBe('It may be “Ride” with the clock 2 h off.');
});
