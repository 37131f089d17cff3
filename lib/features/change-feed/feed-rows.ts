import * as z from 'zod/mini';
import { calendarDateSchema } from '../../platform/calendar-date.ts';
import { defineRows, momentSchema, optionalFact } from '../../platform/stored-rows.ts';
import { type Change, storedChangeSchema } from './change.ts';
import type { DedupeEntry } from './dedupe.ts';
import type { Snapshot } from './snapshot-diff.ts';

const text = z.string();

/** A change in the feed, stored in the order of arrival. */
export interface FeedItem {
  athlete: string;
  /** When Musette received it, in ms since the epoch. */
  atMs: number;
  change: Change;
}

/** An athlete's data at the last poll. */
export interface StoredSnapshot {
  athlete: string;
  atMs: number;
  snapshot: Snapshot;
}

const hasRecords = (facts: object): boolean =>
  'records' in facts && Array.isArray(facts.records) && facts.records.length > 0;

export const itemRows = defineRows<FeedItem>(
  'change feed: items',
  z.looseObject({
    athlete: text,
    atMs: momentSchema,
    // Without a day there is nothing to say.
    change: storedChangeSchema.check(
      z.refine(({ type, ...facts }) => type !== 'WELLNESS_UPDATED' || hasRecords(facts)),
    ),
  }),
);

export const dedupeRows = defineRows<DedupeEntry & { athlete: string }>(
  'change feed: dedupe entries',
  z.looseObject({ athlete: text, subject: text, fromMs: momentSchema, toMs: momentSchema }),
);

const rowSchema = z.looseObject({
  id: text,
  day: calendarDateSchema,
  fingerprint: text,
  analyzed: optionalFact(text),
  name: optionalFact(text),
  type: optionalFact(text),
  start: optionalFact(text),
});

const partSchema = z.optional(
  z.looseObject({ from: calendarDateSchema, to: z.optional(calendarDateSchema), rows: z.array(rowSchema) }),
);

export const snapshotRows = defineRows<StoredSnapshot>(
  'change feed: snapshots',
  z.looseObject({
    athlete: text,
    atMs: momentSchema,
    snapshot: z.looseObject({ activities: partSchema, calendar: partSchema, wellness: partSchema }),
  }),
);
