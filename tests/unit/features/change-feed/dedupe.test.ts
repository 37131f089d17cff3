import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Change, OverwrittenValue } from '../../../../lib/features/change-feed/change.ts';
import {
  type DedupeEntry,
  type FeedEvent,
  toDedupeEntries,
  withoutDuplicates,
} from '../../../../lib/features/change-feed/dedupe.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const facts = { athlete_id: 'i1', timestamp: '2026-11-22T08:00:00Z' };

type Type = Extract<Change, { activity: unknown }>['type'];

const activity = (type: Type, fromMs: number, toMs = fromMs, id = 'i2'): FeedEvent => ({
  change: { ...facts, type, activity: { id, name: undefined, type: undefined, start_date_local: undefined } },
  fromMs,
  toMs,
});

const calendar = (ids: string[], fromMs: number, toMs = fromMs): FeedEvent => ({
  change: { ...facts, type: 'CALENDAR_UPDATED', events: ids.map(id => shown(id)), deleted_events: [] },
  fromMs,
  toMs,
});

const shown = (id: string, updated?: string) => ({ id, name: undefined, start_date_local: undefined, updated });

const deleted = (id: string, fromMs: number, toMs = fromMs): FeedEvent => ({
  change: { ...facts, type: 'CALENDAR_UPDATED', events: [], deleted_events: [shown(id)] },
  fromMs,
  toMs,
});

const edited = (id: string, updated: string, fromMs: number, toMs = fromMs): FeedEvent => ({
  change: { ...facts, type: 'CALENDAR_UPDATED', events: [shown(id, updated)], deleted_events: [] },
  fromMs,
  toMs,
});

const wellness = (id: string, fromMs: number, toMs = fromMs, overwritten?: OverwrittenValue[]): FeedEvent => ({
  change: { ...facts, type: 'WELLNESS_UPDATED', records: [{ id, overwritten }] },
  fromMs,
  toMs,
});

const own = (subject: string, atMs: number, version?: number): DedupeEntry => ({
  subject,
  version,
  fromMs: atMs,
  toMs: atMs,
  isOwn: true,
});

/** What is told of these, as they come one after the other. */
const told = (...arrived: FeedEvent[]): Change[] => toldAfter([], ...arrived);

/** The same after writes of Musette. */
function toldAfter(writes: readonly DedupeEntry[], ...arrived: FeedEvent[]): Change[] {
  const known = [...writes];
  return arrived.flatMap(one => {
    const change = withoutDuplicates(one, known);
    if (change) known.push(...toDedupeEntries({ ...one, change }));
    return change ? [change] : [];
  });
}

const types = (...arrived: FeedEvent[]) => told(...arrived).map(({ type }) => type);

describe('the deduplication', () => {
  test('merges changes to the same activity within 65 s', () => {
    expect(types(activity('ACTIVITY_UPLOADED', 0), activity('ACTIVITY_ANALYZED', 60_058))).toEqual([
      'ACTIVITY_UPLOADED',
    ]);
    expect(types(activity('ACTIVITY_UPLOADED', 0), activity('ACTIVITY_UPDATED', 2 * MINUTE))).toEqual([
      'ACTIVITY_UPLOADED',
      'ACTIVITY_UPDATED',
    ]);
  });

  test('tells edits that go on for minutes, and not only the first of them', () => {
    const edits = Array.from({ length: 10 }, (_, n) => activity('ACTIVITY_UPDATED', n * 50 * SECOND));

    expect(types(...edits)).toHaveLength(5);
  });

  test('merges what a webhook reports and a check finds, whichever comes first', () => {
    const webhook = activity('ACTIVITY_UPDATED', 10 * MINUTE);
    const look = activity('ACTIVITY_UPDATED', 0, 30 * MINUTE);

    expect(types(webhook, look)).toHaveLength(1);
    expect(types(look, webhook)).toHaveLength(1);
  });

  test('keeps changes to another activity, and the deletion of the same one', () => {
    expect(
      types(
        activity('ACTIVITY_UPLOADED', 0),
        activity('ACTIVITY_UPLOADED', 0, 0, 'i3'),
        activity('ACTIVITY_DELETED', SECOND),
        activity('ACTIVITY_DELETED', 2 * SECOND),
      ),
    ).toEqual(['ACTIVITY_UPLOADED', 'ACTIVITY_UPLOADED', 'ACTIVITY_DELETED']);
  });
});

describe('a calendar event', () => {
  test('is reported without the entries that were reported before', () => {
    const [, later] = told(calendar(['1'], 10 * MINUTE), calendar(['1', '2'], 0, 30 * MINUTE));

    expect(later).toMatchObject({ events: [{ id: '2' }] });
  });

  test('without entries stands for every entry', () => {
    expect(told(calendar([], 10 * MINUTE), calendar(['5'], 0, 30 * MINUTE))).toHaveLength(1);
    expect(told(calendar(['5'], 0, 30 * MINUTE), calendar([], 10 * MINUTE))).toHaveLength(1);
    expect(told(activity('ACTIVITY_UPDATED', 0), calendar([], 0))).toHaveLength(2);
  });
});

describe('B2 what happens within a minute of something else', () => {
  test('a deletion is told after an edit of the same event', () => {
    expect(told(calendar(['1'], 10 * SECOND), deleted('1', 50 * SECOND))).toHaveLength(2);
    expect(told(edited('1', '2026-11-22T08:00:10Z', 0, 30 * SECOND), deleted('1', 50 * SECOND))).toHaveLength(2);
  });

  test('every edit of an event and every change of a day is told, also when they come each minute', () => {
    const edits = Array.from({ length: 6 }, (_, n) => calendar(['1'], n * 55 * SECOND));
    const days = Array.from({ length: 6 }, (_, n) => wellness('2026-11-22', n * 49 * SECOND));

    expect(told(...edits)).toHaveLength(6);
    expect(told(...days)).toHaveLength(6);
  });

  test('the same webhook, delivered again, is told once', () => {
    expect(told(calendar(['1'], SECOND), calendar(['1'], SECOND))).toHaveLength(1);
    expect(told(wellness('2026-11-22', SECOND), wellness('2026-11-22', SECOND))).toHaveLength(1);
    expect(told(deleted('1', SECOND), deleted('1', 0, 30 * MINUTE))).toHaveLength(1);
  });

  test('where Intervals.icu says when an event was changed, that decides, and an older edit is no news', () => {
    const [first, second] = ['2026-11-22T08:00:00Z', '2026-11-22T08:00:20Z'];

    expect(told(edited('1', first, MINUTE), edited('1', second, 0, 5 * MINUTE))).toHaveLength(2);
    expect(told(edited('1', second, MINUTE), edited('1', second, 0, 5 * MINUTE))).toHaveLength(1);
    expect(told(edited('1', second, 0, 5 * MINUTE), edited('1', first, MINUTE))).toHaveLength(1);
  });

  test('a workout that Musette put up is told when a coach deletes or edits it 40 s later', () => {
    const version = Date.parse('2026-11-22T08:00:00Z');
    const write = own('event 5', 0, version);

    expect(toldAfter([write], deleted('5', 40 * SECOND))).toHaveLength(1);
    expect(toldAfter([write], edited('5', '2026-11-22T08:00:40Z', 40 * SECOND))).toHaveLength(1);
    expect(toldAfter([write], edited('5', '2026-11-22T08:00:40Z', -MINUTE, 30 * MINUTE))).toHaveLength(1);
    expect(toldAfter([write], edited('5', '2026-11-22T08:00:00Z', -MINUTE, 30 * MINUTE))).toEqual([]);
    expect(toldAfter([own('deleted event 5', 0)], deleted('5', -MINUTE, 30 * MINUTE))).toEqual([]);
  });

  test('a write of Musette covers what a webhook says before or at it, and not what is said half a minute later', () => {
    const write = own('wellness 2026-11-22', 0);

    expect(toldAfter([write], wellness('2026-11-22', -2 * SECOND))).toEqual([]);
    expect(toldAfter([write], wellness('2026-11-22', 2 * SECOND))).toEqual([]);
    expect(toldAfter([write], wellness('2026-11-22', 30 * SECOND))).toHaveLength(1);
  });

  test('a value that something else wrote over that of Musette is told once, whatever else the day has', () => {
    const write = own('wellness 2026-11-22', 0);
    const weight = { key: 'weight', written: 70, writtenAtMs: 0, now: 71, isBack: false };
    const later = { ...weight, writtenAtMs: 10 * MINUTE };

    const reported = toldAfter(
      [write],
      wellness('2026-11-22', SECOND, SECOND, [weight]),
      wellness('2026-11-22', -MINUTE, 30 * MINUTE, [weight]),
      wellness('2026-11-22', 20 * MINUTE, 20 * MINUTE, [later]),
    );
    expect(reported).toMatchObject([
      { records: [{ id: '2026-11-22', overwritten: [weight] }] },
      { records: [{ id: '2026-11-22', overwritten: [later] }] },
    ]);
  });
});

test('a change that was reported is never reported again, in whatever order it comes back', () => {
  const some = fc.oneof(
    fc
      .tuple(fc.constantFrom<Type>('ACTIVITY_UPLOADED', 'ACTIVITY_DELETED'), fc.nat(1e6), fc.constantFrom('a', 'b'))
      .map(([type, at, id]) => activity(type, at, at, id)),
    fc.tuple(fc.subarray(['1', '2', '3']), fc.nat(1e6)).map(([ids, at]) => calendar(ids, at)),
  );
  fc.assert(
    fc.property(fc.array(some, { maxLength: 12 }), fc.gen(), (arrived, gen) => {
      const again = gen(fc.shuffledSubarray, arrived, { minLength: 0 });

      expect(told(...arrived, ...again)).toEqual(told(...arrived));
    }),
  );
});
