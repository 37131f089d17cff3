import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Change } from '../../../../lib/features/change-feed/change.ts';
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

const shown = (id: string) => ({ id, name: undefined, start_date_local: undefined });

/** What is told of these, as they come one after the other. */
function told(...arrived: FeedEvent[]): Change[] {
  const known: DedupeEntry[] = [];
  return arrived.flatMap(one => {
    const change = withoutDuplicates(one, known);
    known.push(...toDedupeEntries(one));
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

  test('merges changes for as long as no minute passes without one', () => {
    const edits = Array.from({ length: 10 }, (_, n) => activity('ACTIVITY_UPDATED', n * 50 * SECOND));

    expect(types(...edits)).toHaveLength(1);
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
    const [, later] = told(calendar(['1'], 0), calendar(['1', '2'], SECOND));

    expect(later).toMatchObject({ events: [{ id: '2' }] });
  });

  test('without entries stands for every entry', () => {
    expect(told(calendar([], 10 * MINUTE), calendar(['5'], 0, 30 * MINUTE))).toHaveLength(1);
    expect(told(calendar(['5'], 0, 30 * MINUTE), calendar([], 10 * MINUTE))).toHaveLength(1);
    expect(told(activity('ACTIVITY_UPDATED', 0), calendar([], 0))).toHaveLength(2);
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
