import { expect, test, vi } from 'vitest';

await vi.hoisted(() => import('../../../support/english.ts').then(({ speakEnglish }) => speakEnglish()));

import { type OverwrittenValue, parseChange } from '../../../../lib/features/change-feed/change.ts';
import {
  getChangeUrl,
  toChangeSentence,
  toNotificationText,
} from '../../../../lib/features/change-feed/change-messages.ts';

const facts = { athlete_id: 'i1', timestamp: '2026-11-22T08:00:00Z' };

function changeOf(change: object) {
  const read = parseChange({ ...facts, ...change });
  if (!read) throw new Error('no change');
  return read;
}

const ride = { id: 'i7', name: 'Col du Galibier' };

test.each([
  ['New: Col du Galibier', { type: 'ACTIVITY_UPLOADED', activity: ride }],
  ['Changed: Col du Galibier', { type: 'ACTIVITY_UPDATED', activity: ride }],
  ['Analysed: unnamed activity', { type: 'ACTIVITY_ANALYZED', activity: { id: 'i7' } }],
  ['The calendar has changed.', { type: 'CALENDAR_UPDATED', records: [] }],
  [
    'Calendar: Tempo (Nov 24, 2026), unnamed entry. Removed from calendar: unnamed entry.',
    {
      type: 'CALENDAR_UPDATED',
      events: [{ id: 1, name: 'Tempo', start_date_local: '2026-11-24T17:30:00' }, { id: 2 }],
      deleted_events: [3],
    },
  ],
  ['Wellness: Nov 21, 2026', { type: 'WELLNESS_UPDATED', records: [{ id: '2026-11-21' }] }],
  ['Your app lost access.', { type: 'APP_SCOPE_CHANGED', deauthorized: true }],
])('%s', (sentence, change) => {
  expect(toChangeSentence(changeOf(change))).toBe(sentence);
});

const overwritten = (value: Partial<OverwrittenValue>) => ({
  ...facts,
  type: 'WELLNESS_UPDATED' as const,
  records: [
    {
      id: '2026-11-27',
      overwritten: [{ key: 'restingHR', written: 51, writtenAtMs: 0, isBack: false, ...value }],
    },
    { id: '2026-11-26' },
  ],
});

test.each([
  ['was changed from 51 bpm, which you wrote, to 54 bpm.', { now: 54 }],
  ['was changed from 51 bpm, which you wrote, back to 54 bpm.', { now: 54, isBack: true }],
  ['was changed from 51 bpm, which you wrote, to empty.', {}],
])('a value that was written over says what it was: %s', (sentence, value) => {
  expect(toChangeSentence(overwritten(value))).toBe(
    `Resting HR of Nov 27, 2026 ${sentence} A locked day keeps your value. Wellness: Nov 26, 2026`,
  );
  expect(getChangeUrl(overwritten(value))).toBe('app#wellness');
});

test('leads to the activity, as long as there is one', () => {
  expect(getChangeUrl(changeOf({ type: 'ACTIVITY_UPLOADED', activity: ride }))).toBe(
    'https://intervals.icu/activities/i7',
  );
  expect(getChangeUrl(changeOf({ type: 'ACTIVITY_DELETED', activity: ride }))).toBeUndefined();
});

test('of a whole plan, the first are named', () => {
  const events = Array.from({ length: 60 }, (_, n) => ({ id: n, name: `Day ${n}` }));
  const records = Array.from({ length: 8 }, (_, n) => ({ id: `2026-11-0${n + 1}` }));

  expect(toChangeSentence(changeOf({ type: 'CALENDAR_UPDATED', events, deleted_events: [] }))).toBe(
    'Calendar: Day 0, Day 1, Day 2, Day 3, Day 4, and 55 more.',
  );
  expect(toChangeSentence(changeOf({ type: 'WELLNESS_UPDATED', records }))).toMatch(/Nov 5, 2026, and 3 more$/);
});

test('many changes are one message, and how many more there are', () => {
  const news = Array.from({ length: 5 }, (_, n) =>
    changeOf({ type: 'ACTIVITY_UPLOADED', activity: { id: `i${n}`, name: `Ride ${n}` } }),
  );

  expect(toNotificationText(news)).toBe('New: Ride 0\nNew: Ride 1\nNew: Ride 2\nand 2 more');
});
