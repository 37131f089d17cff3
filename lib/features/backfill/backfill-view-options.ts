import * as z from 'zod/mini';
import { lookbackSchema } from '../../platform/lookback.ts';
import { defineState } from '../../platform/stored-state.ts';
import { DAY } from '../../platform/time.ts';
import { siteIdSchema, sites } from '../../services/sites/registry.ts';
import type { TimeRange } from './backfill-search.ts';

const viewOptionsSchema = z.extend(lookbackSchema, {
  site: z.catch(siteIdSchema, sites[0].id),
});

/** Which site to search for missing activities, and how far back. */
export type BackfillViewOptions = z.infer<typeof viewOptionsSchema>;

/** The options that were chosen last. */
export const backfillViewOptions = defineState('local:backfillViewOptions', viewOptionsSchema);

/** No recording is older than this. */
const EARLIEST_MS = Date.UTC(2000, 0, 1);

/** The range of time to search; undefined if one of two dates is missing, or they are in the wrong order. */
export function toBackfillRange({ span, from, to }: BackfillViewOptions, now = Date.now()): TimeRange | undefined {
  // One more day, because clocks in other time zones are ahead.
  const toMs = now + DAY;
  if (span === 'month') return { fromMs: now - 31 * DAY, toMs };
  if (span === 'season') return { fromMs: now - 365 * DAY, toMs };
  if (span === 'all') return { fromMs: EARLIEST_MS, toMs };
  const fromMs = Date.parse(`${from}T00:00`);
  const endMs = Date.parse(`${to}T23:59:59.999`);
  return fromMs < endMs ? { fromMs: Math.max(fromMs, EARLIEST_MS), toMs: endMs } : undefined;
}
