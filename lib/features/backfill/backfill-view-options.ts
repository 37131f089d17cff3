import * as z from 'zod/mini';
import { defineState } from '../../platform/stored-state.ts';
import { DAY } from '../../platform/time.ts';
import { siteIdSchema, sites } from '../../services/sites/registry.ts';
import type { TimeRange } from './backfill-search.ts';

const day = z.string().check(z.regex(/^\d{4}-\d\d-\d\d$/));

/** How far back a person looks. */
export const periodSchema = z.object({
  span: z.catch(z.enum(['month', 'season', 'all', 'dates']), 'month'),
  /** Days of the person's own calendar. */
  from: z.catch(z.optional(day), undefined),
  to: z.catch(z.optional(day), undefined),
});

const viewOptionsSchema = z.extend(periodSchema, {
  site: z.catch(siteIdSchema, sites[0].id),
});

/** Where and how far back a person looks for what is missing. */
export type BackfillViewOptions = z.infer<typeof viewOptionsSchema>;

export type BackfillPeriod = BackfillViewOptions['span'];

const state = defineState('local:missing', viewOptionsSchema);

/** What was chosen last. */
export const getBackfillViewOptions = state.get;

export const saveBackfillViewOptions = (options: BackfillViewOptions): Promise<BackfillViewOptions> =>
  state.update(() => options);

/** Before there were devices whose files anybody still has. */
const EARLIEST_MS = Date.UTC(2000, 0, 1);

/** The stretch of time that is meant; undefined where two dates are asked for and not there, or the wrong way round. */
export function toBackfillRange(
  { span, from, to }: BackfillViewOptions,
  now = Date.now(),
): TimeRange | undefined {
  // A day more: clocks of other zones are ahead.
  const toMs = now + DAY;
  if (span === 'month') return { fromMs: now - 31 * DAY, toMs };
  if (span === 'season') return { fromMs: now - 365 * DAY, toMs };
  if (span === 'all') return { fromMs: EARLIEST_MS, toMs };
  const fromMs = Date.parse(`${from}T00:00`);
  const endMs = Date.parse(`${to}T23:59:59.999`);
  return fromMs < endMs ? { fromMs: Math.max(fromMs, EARLIEST_MS), toMs: endMs } : undefined;
}
