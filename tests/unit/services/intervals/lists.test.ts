import { afterEach, describe, expect, test, vi } from 'vitest';
import { listActivitiesBetween } from '../../../../lib/services/intervals/activities.ts';
import { listActivityPage, searchActivitiesByNameOrTag } from '../../../../lib/services/intervals/activity-files.ts';
import { listEvents } from '../../../../lib/services/intervals/calendar-events.ts';
import { createClient } from '../../../../lib/services/intervals/client.ts';
import {
  fetchActivityFingerprints,
  fetchEventFingerprints,
  fetchWellnessFingerprints,
} from '../../../../lib/services/intervals/fingerprinted-rows.ts';
import { listWellnessDays } from '../../../../lib/services/intervals/wellness.ts';

const [FROM, TO] = ['2026-11-01', '2026-11-30'];
const EVENT = { id: 2, start_date_local: '2026-11-28T00:00:00', category: 'NOTE', name: 'Meeting' };
const ACTIVITY = { id: 'i3', start_date: '2026-11-28T08:00:00Z', start_date_local: '2026-11-28T09:00:00' };
const DAY = { id: '2026-11-28', weight: 71 };

/** A client whose every answer is these rows. */
const clientOf = (rows: unknown) =>
  createClient({
    access: { kind: 'key', key: 'key' },
    fetch: async () => Response.json(rows),
  });

type List = (rows: unknown) => Promise<{ length: number }>;

const lists: [name: string, row: object, list: List][] = [
  ['events', EVENT, rows => listEvents(clientOf(rows), 'i1', { from: FROM, to: TO })],
  ['activities of some days', ACTIVITY, rows => listActivitiesBetween(clientOf(rows), 'i1', 0, 1)],
  ['activities of a page', ACTIVITY, rows => listActivityPage(clientOf(rows), 'i1', { from: FROM, to: TO })],
  ['found activities', ACTIVITY, rows => searchActivitiesByNameOrTag(clientOf(rows), 'i1', 'x')],
  ['wellness days', DAY, rows => listWellnessDays(clientOf(rows), 'i1', { from: FROM, to: TO })],
  [
    'compared activities',
    ACTIVITY,
    async rows => (await fetchActivityFingerprints(clientOf(rows), 'i1', FROM, TO)).rows,
  ],
  ['compared events', EVENT, rows => fetchEventFingerprints(clientOf(rows), 'i1', FROM, TO)],
  [
    'compared wellness days',
    DAY,
    rows => fetchWellnessFingerprints(clientOf(rows), 'i1', { oldest: FROM, newest: TO }, ['weight']),
  ],
];

const ODD_ROWS = [{ id: null }, null, 7, 'row', [], {}, { id: {} }];

afterEach(() => vi.unstubAllGlobals());

describe('B9 one odd row', () => {
  test.each(lists)('does not hide the others in the list of %s, and is reported', async (_, row, list) => {
    const reported = vi.fn();
    vi.stubGlobal('reportError', reported);
    for (const odd of ODD_ROWS) expect(await list([odd, row]), JSON.stringify(odd)).toHaveLength(1);

    expect(reported).toHaveBeenCalledTimes(ODD_ROWS.length);
    expect(reported.mock.calls[0]?.[0]).toMatchObject({ kind: 'unreadable-reply', facts: { detail: '1 of 2 rows' } });
  });

  test.each(lists)('is dropped where errors cannot be reported, in the list of %s', async (_, row, list) => {
    vi.stubGlobal('reportError', undefined);

    expect(await list([{ id: null }, row])).toHaveLength(1);
  });

  test.each(lists)('makes the list of %s unreadable where there is no other', async (_, __, list) => {
    await expect(list([{ id: null }])).rejects.toMatchObject({ kind: 'unreadable-reply' });
    expect(await list([])).toHaveLength(0);
  });

  test('an event without the key workout_doc is an event', async () => {
    const events = await listEvents(clientOf([EVENT, { ...EVENT, id: 3, workout_doc: null }]), 'i1', {
      from: FROM,
      to: TO,
    });

    expect(events.map(({ event }) => event.id)).toEqual([2, 3]);
  });
});
