import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Change } from '../../../../lib/features/change-feed/change.ts';
import { diffSnapshots, type Snapshot, type SnapshotPart } from '../../../../lib/features/change-feed/snapshot-diff.ts';
import { addDays, type CalendarDate } from '../../../../lib/platform/calendar-date.ts';
import type { FingerprintedRow } from '../../../../lib/services/intervals/fingerprinted-rows.ts';

const NOW = Date.UTC(2026, 10, 22, 8);

const row = (id: string, day: CalendarDate, fingerprint = 'as it was', analyzed = 'then'): FingerprintedRow => ({
  id,
  day,
  fingerprint,
  analyzed,
  name: `Activity ${id}`,
});

const changes = (before: Snapshot, now: Snapshot) => diffSnapshots(before, now, 'i1', NOW);

const activities = (...rows: FingerprintedRow[]): Snapshot => ({ activities: { from: '2026-11-08', rows } });

describe('the difference of two snapshots', () => {
  test('has one event for each activity that was uploaded, analysed, changed or deleted', () => {
    const day = '2026-11-20';
    const before = activities(row('a', day), row('b', day), row('c', day), row('d', day), row('e', day));
    const now = activities(
      row('a', day),
      row('b', day, 'as it was', 'now'),
      row('c', day, 'renamed'),
      row('d', day, 'renamed', 'now'),
      row('f', day),
    );

    expect(changes(before, now)).toMatchObject([
      { type: 'ACTIVITY_UPLOADED', athlete_id: 'i1', activity: { id: 'f', name: 'Activity f' } },
      { type: 'ACTIVITY_ANALYZED', activity: { id: 'b' } },
      { type: 'ACTIVITY_UPDATED', activity: { id: 'c' } },
      { type: 'ACTIVITY_UPDATED', activity: { id: 'd' } },
      { type: 'ACTIVITY_DELETED', activity: { id: 'e' } },
    ]);
  });

  test('has no deletions for a day that leaves the range, and nothing new for a day that enters it', () => {
    const before = { calendar: { from: '2026-11-21', to: '2026-12-19', rows: [row('1', '2026-11-21')] } };
    const now = { calendar: { from: '2026-11-22', to: '2026-12-20', rows: [row('2', '2026-12-20')] } };

    expect(changes(before, now)).toEqual([]);
  });

  test('has a workout that was moved into the range', () => {
    const before = { calendar: { from: '2026-11-21', to: '2026-12-19', rows: [] } };
    const now = { calendar: { from: '2026-11-21', to: '2026-12-19', rows: [row('1', '2026-11-30')] } };

    expect(changes(before, now)).toMatchObject([{ type: 'CALENDAR_UPDATED', events: [{ id: '1' }] }]);
  });

  test('has the wellness days that began meanwhile, and emptied ones too', () => {
    const before = { wellness: { from: '2026-11-15', rows: [row('2026-11-21', '2026-11-21')] } };
    const now = { wellness: { from: '2026-11-16', rows: [row('2026-11-22', '2026-11-22')] } };

    expect(changes(before, now)).toMatchObject([
      { type: 'WELLNESS_UPDATED', records: [{ id: '2026-11-22' }, { id: '2026-11-21' }] },
    ]);
  });

  test('has nothing of a part that one of the snapshots lacks', () => {
    expect(changes({}, activities(row('a', '2026-11-20')))).toEqual([]);
    expect(changes(activities(row('a', '2026-11-20')), {})).toEqual([]);
  });
});

const dayFrom = (n: number): CalendarDate => addDays('2026-11-01', n);
const someRows = fc.uniqueArray(
  fc
    .record({ id: fc.integer({ min: 0, max: 12 }), day: fc.nat(30), print: fc.constantFrom('x', 'y') })
    .map(({ id, day, print }) => row(String(id), dayFrom(day), print)),
  { selector: ({ id }) => id },
);
const somePart = fc.record({ from: fc.nat(15), days: fc.nat(30), rows: someRows }).map(
  ({ from, days, rows }): SnapshotPart => ({
    from: dayFrom(from),
    to: dayFrom(from + days),
    rows: rows.filter(({ day }) => day >= dayFrom(from) && day <= dayFrom(from + days)),
  }),
);

/** What is there after these changes, and what of it changed. */
function apply(all: Change[], rows: FingerprintedRow[]): { ids: string[]; touched: string[] } {
  const ids = new Set(rows.map(({ id }) => id));
  const touched: string[] = [];
  for (const change of all) {
    if (!('activity' in change)) throw new Error(`an activity as ${change.type}`);
    const { id } = change.activity;
    if (change.type === 'ACTIVITY_DELETED') ids.delete(id);
    if (change.type === 'ACTIVITY_UPLOADED') ids.add(id);
    if (change.type === 'ACTIVITY_UPDATED') touched.push(id);
  }
  return { ids: [...ids].sort(), touched: touched.sort() };
}

test('applying the difference to the first snapshot gives the second, on the days that both cover', () => {
  fc.assert(
    fc.property(somePart, somePart, (before, now) => {
      const from = before.from > now.from ? before.from : now.from;
      const to = [before.to ?? '', now.to ?? ''].sort()[0] ?? '';
      const isSeen = ({ day }: FingerprintedRow) => day >= from && day <= to;
      const found = changes({ activities: before }, { activities: now });
      const old = new Map(before.rows.map(each => [each.id, each]));
      const after = apply(found, before.rows);

      const unseen = before.rows.filter(each => !isSeen(each)).map(({ id }) => id);
      const present = now.rows.filter(each => isSeen(each) || old.has(each.id)).map(({ id }) => id);
      expect(after.ids).toEqual([...new Set([...unseen, ...present])].sort());
      const edited = now.rows.filter(({ id, fingerprint }) => old.has(id) && old.get(id)?.fingerprint !== fingerprint);
      expect(after.touched).toEqual(edited.map(({ id }) => id).sort());
      expect(changes({ activities: now }, { activities: now })).toEqual([]);
    }),
  );
});
