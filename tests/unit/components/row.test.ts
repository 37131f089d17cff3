import { expect, test, vi } from 'vitest';
import type { Upload } from '../../../lib/outbox/upload.ts';
import { DAY } from '../../../lib/time.ts';

await vi.hoisted(() => import('../../support/english.ts').then(({ speakEnglish }) => speakEnglish()));

import { matcher } from '../../../components/filter.ts';
import { actionsFor, distanceOf, factsOf, matchesText } from '../../../components/row.ts';
import { reuse } from '../../../components/use-outbox.ts';

const NOW = Date.UTC(2026, 8, 2, 12);

const ride = (state: Upload['state'], over: Partial<Upload> = {}): Upload => ({
  id: 'a',
  athlete: 'i1',
  digest: 'd',
  name: 'ride.fit',
  size: 1,
  origin: { door: 'disk', automatic: false },
  addedAt: NOW,
  batch: 1,
  state,
  recording: {
    format: 'fit',
    sessions: [{ sport: 'ride', startMs: NOW, durationSecs: 7860, distanceM: 62_400 }],
    device: { manufacturer: 'Garmin', product: '3122' },
    doubts: [],
  },
  forced: false,
  tries: 0,
  lost: 0,
  activities: [],
  created: [],
  ...over,
});

const planned = [{ event: 1, name: 'Openers' }];
const made = { created: ['i9'], activities: [{ id: 'i9' }] };

test.each<[string, Upload, string[]]>([
  ['queued', ride({ name: 'queued', dueAt: NOW }), ['remove']],
  ['a download without bytes', ride({ name: 'held', why: 'needs-file' }), ['choose-file', 'remove']],
  ['a doubt', ride({ name: 'held', why: 'doubtful' }), ['send-anyway', 'remove']],
  ['sending', ride({ name: 'sending', since: NOW }), []],
  ['uploaded now', ride({ name: 'uploaded', at: NOW }, made), ['undo', 'remove']],
  ['uploaded days ago', ride({ name: 'uploaded', at: NOW - 2 * DAY }, made), ['undo-asked', 'remove']],
  ['fits one', ride({ name: 'uploaded', at: NOW }, { ...made, planned }), ['pair', 'undo', 'remove']],
  [
    'paired',
    ride({ name: 'uploaded', at: NOW }, { ...made, planned, pairWith: 1 }),
    ['unpair', 'undo', 'remove'],
  ],
  [
    'fits, but is not ours',
    ride({ name: 'uploaded', at: NOW }, { planned, activities: [{ id: 'i9' }] }),
    ['remove'],
  ],
  ['uploaded, nothing left to undo', ride({ name: 'uploaded', at: NOW }), ['remove']],
  ['duplicate', ride({ name: 'duplicate', at: NOW, likeness: 'same-file' }), ['remove']],
  ['review', ride({ name: 'held', why: 'review' }), ['review', 'remove']],
  ['a course', ride({ name: 'held', why: 'not-a-recording', what: 'course' }), ['send-anyway', 'remove']],
  ['a planned workout', ride({ name: 'held', why: 'not-a-recording', what: 'workout' }), ['plan', 'remove']],
  ['a web page', ride({ name: 'held', why: 'not-a-recording', what: 'web-page' }), ['choose-file', 'remove']],
  ['broken', ride({ name: 'failed', problem: { kind: 'broken-file' } }), ['send-anyway', 'remove']],
  ['refused', ride({ name: 'failed', problem: { kind: 'refused' } }), ['retry', 'remove']],
])('%s: the buttons fit', (_, upload, actions) => {
  expect(actionsFor(upload, NOW)).toEqual(actions);
});

test('facts are in the words of people: no product numbers', () => {
  const upload = ride({ name: 'queued', dueAt: NOW }, { title: 'Col du Galibier' });
  expect(factsOf(upload)).toEqual(['ride', '2 h 11 min', 'Garmin', 'ride.fit']);
  expect(distanceOf(upload)).toBe('62.4 km');
});

test('a search finds every word anywhere, and no search means no looking', () => {
  const upload = ride({ name: 'queued', dueAt: NOW }, { title: 'Col du Galibier' });
  expect(matchesText(upload, 'galibier GARMIN')).toBe(true);
  expect(matchesText(upload, 'galibier run')).toBe(false);
  expect(matcher('all', ' ')).toBeUndefined();
  expect(matcher('failed', '')?.(upload)).toBe(false);
  expect(matcher('waiting', 'col')?.(upload)).toBe(true);
});

test('rows that did not change stay the very same', () => {
  const before = [ride({ name: 'queued', dueAt: NOW }), ride({ name: 'queued', dueAt: NOW }, { id: 'b' })];
  const [a, b] = reuse(before, [ride({ name: 'sending', since: NOW }), structuredClone(before[1]) as Upload]);
  expect(a).not.toBe(before[0]);
  expect(b).toBe(before[1]);
});
