import { describe, expect, test } from 'vitest';
import { OpenApi } from './open-api.ts';

// The emulator's other tests check every successful exchange against the specification; this shows that they could fail.
describe('the check against the specification', () => {
  const openApi = new OpenApi();
  const list = new URL('https://intervals.icu/api/v1/athlete/0/activities?oldest=2026-01-01');
  const ok = { method: 'GET', url: list, status: 200, json: [] };

  test('accepts a valid reply', () => {
    expect(openApi.check({ ...ok, json: [{ id: 'i1', distance: null, tags: ['a'] }] })).toEqual([]);
  });

  test.each([
    [
      'a path it does not know',
      { url: new URL('https://intervals.icu/api/v1/nowhere') },
      'is not in the specification',
    ],
    ['a method it does not know', { method: 'PATCH' }, 'is not in the specification'],
    ['a parameter that is missing', { url: new URL(list.pathname, list) }, 'the query lacks oldest'],
    ['a parameter it does not know', { url: new URL('?oldest=2026-01-01&foo=1', list) }, 'the query has foo'],
    ['a key it does not know', { json: [{ invented: 1 }] }, 'additional properties'],
    ['a value of another type', { json: [{ id: 1 }] }, 'must be string'],
    ['a value outside the enumeration', { json: [{ source: 'TELEPATHY' }] }, 'allowed values'],
  ])('reports %s', (_, wrong, complaint) => {
    expect(openApi.check({ ...ok, ...wrong }).join('\n')).toContain(complaint);
  });
});
