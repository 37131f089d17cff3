import { expect, test, vi } from 'vitest';
import type { Upload } from '../../../../lib/features/uploads/upload.ts';
import { DAY } from '../../../../lib/platform/time.ts';

await vi.hoisted(() => import('../../../support/english.ts').then(({ speakEnglish }) => speakEnglish()));

import { toUploadPredicate } from '../../../../components/uploads/upload-filter.ts';
import {
  getUploadActions,
  getUploadDistance,
  getUploadFacts,
  getUploadTitle,
  matchesSearch,
} from '../../../../components/uploads/upload-row.ts';
import { reuseUnchanged } from '../../../../components/uploads/use-uploads.ts';

const NOW = Date.UTC(2026, 8, 2, 12);

const ride = (state: Upload['state'], over: Partial<Upload> = {}): Upload => ({
  id: 'a',
  athlete: 'i1',
  digest: 'd',
  name: 'ride.fit',
  size: 1,
  origin: { via: 'disk', automatic: false },
  addedAt: NOW,
  batch: 1,
  state,
  recording: {
    format: 'fit',
    sessions: [{ sport: 'ride', startMs: NOW, durationSecs: 7860, distanceM: 62_400 }],
    device: { manufacturer: 'Garmin', product: '3122' },
    warnings: [],
  },
  skipChecks: false,
  tries: 0,
  unconfirmedRequests: 0,
  activities: [],
  createdIds: [],
  ...over,
});

const plannedWorkouts = [{ event: 1, name: 'Openers' }];
const made = { createdIds: ['i9'], activities: [{ id: 'i9' }] };

test.each<[string, Upload, string[]]>([
  ['queued', ride({ name: 'queued', dueAt: NOW }), ['remove']],
  ['a download without bytes', ride({ name: 'held', why: 'needs-file' }), ['choose-file', 'remove']],
  ['a download that is asked about', ride({ name: 'held', why: 'unconfirmed' }), ['confirm', 'remove']],
  [
    'a download whose bytes were dropped',
    ride({ name: 'held', why: 'needs-file', isDropped: true }),
    ['choose-file', 'remove'],
  ],
  [
    'a file that could not be fetched',
    ride({ name: 'failed', problem: { kind: 'not-yours' }, hasNoFile: true }),
    ['choose-file', 'remove'],
  ],
  ['a doubt', ride({ name: 'held', why: 'doubtful' }), ['send-anyway', 'remove']],
  ['sending', ride({ name: 'sending', since: NOW }), []],
  ['uploaded now', ride({ name: 'uploaded', at: NOW }, made), ['undo', 'remove']],
  ['uploaded days ago', ride({ name: 'uploaded', at: NOW - 2 * DAY }, made), ['undo-asked', 'remove']],
  [
    'S17 uploaded, by what is known after a lost answer',
    ride({ name: 'uploaded', at: NOW }, { ...made, isPresumedOwn: true }),
    ['undo-presumed', 'remove'],
  ],
  ['fits one', ride({ name: 'uploaded', at: NOW }, { ...made, plannedWorkouts }), ['pair', 'undo', 'remove']],
  [
    'paired with a planned workout',
    ride({ name: 'uploaded', at: NOW }, { ...made, plannedWorkouts, pairWith: 1 }),
    ['unpair', 'undo', 'remove'],
  ],
  [
    'fits a planned workout, but was not created by Musette',
    ride({ name: 'uploaded', at: NOW }, { plannedWorkouts, activities: [{ id: 'i9' }] }),
    ['remove'],
  ],
  ['uploaded, nothing left to undo', ride({ name: 'uploaded', at: NOW }), ['remove']],
  ['duplicate', ride({ name: 'duplicate', at: NOW, matchKind: 'same-file' }), ['remove']],
  ['review', ride({ name: 'held', why: 'review' }), ['review', 'remove']],
  ['a course', ride({ name: 'held', why: 'not-a-recording', what: 'course' }), ['send-anyway', 'remove']],
  ['a planned workout', ride({ name: 'held', why: 'not-a-recording', what: 'workout' }), ['add-to-calendar', 'remove']],
  [
    'a fit file of an unknown type',
    ride({ name: 'held', why: 'not-a-recording', what: 'other', format: 'fit' }),
    ['send-anyway', 'remove'],
  ],
  ['an unknown xml file', ride({ name: 'held', why: 'not-a-recording', what: 'other' }), ['choose-file', 'remove']],
  ['a web page', ride({ name: 'held', why: 'not-a-recording', what: 'web-page' }), ['choose-file', 'remove']],
  ['broken', ride({ name: 'failed', problem: { kind: 'broken-file' } }), ['send-anyway', 'remove']],
  ['refused', ride({ name: 'failed', problem: { kind: 'refused' } }), ['retry', 'remove']],
])('a row shows the right buttons: %s', (_, upload, actions) => {
  expect(getUploadActions(upload, NOW)).toEqual(actions);
});

test('a row shows names and formatted numbers, and no product numbers', () => {
  const upload = ride({ name: 'queued', dueAt: NOW }, { title: 'Col du Galibier' });
  expect(getUploadFacts(upload)).toEqual(['ride', '2 h 11 min', 'Garmin', 'ride.fit']);
  expect(getUploadDistance(upload)).toBe('62.4 km');
});

test('a search finds rows with every word anywhere, and without a search no text is compared', () => {
  const upload = ride({ name: 'queued', dueAt: NOW }, { title: 'Col du Galibier' });
  expect(matchesSearch(upload, 'galibier GARMIN')).toBe(true);
  expect(matchesSearch(upload, 'galibier run')).toBe(false);
  expect(toUploadPredicate('all', ' ')).toBeUndefined();
  expect(toUploadPredicate('failed', '')?.(upload)).toBe(false);
  expect(toUploadPredicate('waiting', 'col')?.(upload)).toBe(true);
});

test('a row that did not change stays the same object', () => {
  const before = [ride({ name: 'queued', dueAt: NOW }), ride({ name: 'queued', dueAt: NOW }, { id: 'b' })];
  const [a, b] = reuseUnchanged(before, [ride({ name: 'sending', since: NOW }), structuredClone(before[1]) as Upload]);
  expect(a).not.toBe(before[0]);
  expect(b).toBe(before[1]);
});

test('S14 a row that cannot be read and has lost its name is still called something', () => {
  expect(getUploadTitle(ride({ name: 'failed', problem: { kind: 'unreadable-row' } }, { name: '' }))).toBe(
    'Unreadable entry',
  );
});
