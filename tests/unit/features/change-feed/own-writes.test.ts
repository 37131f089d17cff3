import { expect, test } from 'vitest';
import { getWrittenSubjects } from '../../../../lib/features/change-feed/own-writes.ts';
import type { ApiWrite } from '../../../../lib/services/intervals/client.ts';

test.each<[string, Partial<ApiWrite>, string[]]>([
  [
    'an upload, all its new activities',
    { path: '/athlete/i1/activities', status: 201, body: { activities: [{ id: 'i7' }, { id: 'i8' }] } },
    ['activity i7', 'activity i8'],
  ],
  [
    'an upload of what was there, nothing',
    { path: '/athlete/i1/activities', body: { activities: [{ id: 'i7' }] } },
    [],
  ],
  ['an edit', { method: 'PUT', path: '/activity/i7', json: { name: 'New' } }, ['activity i7']],
  ['a deletion', { method: 'DELETE', path: '/activity/i7', body: { id: 'i7' } }, ['deleted activity i7']],
  [
    'an event that is created, the id that it got',
    { path: '/athlete/i1/events', json: { name: 'Tempo' }, body: { id: 5 } },
    ['event 5'],
  ],
  ['an event that is taken off', { method: 'DELETE', path: '/athlete/i1/events/5', body: {} }, ['deleted event 5']],
  [
    'many days of wellness, each of them',
    { method: 'PUT', path: '/athlete/i1/wellness-bulk', json: [{ id: '2026-11-21' }, { id: '2026-11-22' }] },
    ['wellness 2026-11-21', 'wellness 2026-11-22'],
  ],
  [
    'one day of wellness',
    { method: 'PUT', path: '/athlete/i1/wellness/2026-11-22', json: { weight: 70 } },
    ['wellness 2026-11-22'],
  ],
  ['what is no part of a record, nothing', { method: 'DELETE', path: '/disconnect-app' }, []],
])('the subjects of a write that succeeded: of %s', (_, written, subjects) => {
  const found = getWrittenSubjects({ method: 'POST', path: '', status: 200, body: undefined, ...written });
  expect(found.map(({ subject }) => subject)).toEqual(subjects);
});

test('a written event has the version that its reply names', () => {
  const written = { path: '/athlete/i1/events', json: {}, body: { id: 5, updated: '2026-11-22T08:00:00.000+00:00' } };

  expect(getWrittenSubjects({ method: 'POST', status: 200, ...written })).toEqual([
    { subject: 'event 5', version: Date.UTC(2026, 10, 22, 8) },
  ]);
});
