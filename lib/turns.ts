import { storage } from 'wxt/utils/storage';
import * as z from 'zod/mini';
import { LIMITS, NOTHING_SPENT, type Spent, takePlace } from './intervals/budget.ts';
import { Problem } from './problem.ts';
import { SECOND, utcDate } from './time.ts';

const spentItem = storage.defineItem<unknown>('local:spent');
const limitsItem = storage.defineItem<unknown>('local:limits');

const spentSchema = z.catch(
  z.object({
    lately: z.array(z.number()),
    minutes: z.record(z.string(), z.number()),
    day: z.object({ date: z.string(), requests: z.number() }),
  }),
  NOTHING_SPENT,
);

// Not in the options page: for the day on which Intervals.icu changes its limits before we do, and for tests and the bench.
const limitsSchema = z.object({
  perSecond: z.catch(z.number(), LIMITS.perSecond),
  per15Minutes: z.catch(z.number(), LIMITS.per15Minutes),
  perDay: z.catch(z.number(), LIMITS.perDay),
  /** How long an upload may wait for its answer, in milliseconds; the client's own bound when absent. */
  uploadMs: z.catch(z.optional(z.number()), undefined),
  /** Between two originals that are fetched from a site, in milliseconds. */
  fetchPauseMs: z.catch(z.number(), SECOND),
});

export const getLimits = async () => limitsSchema.parse((await limitsItem.getValue()) ?? {});

/** How many requests the day still has room for. */
export async function leftToday(now = Date.now()): Promise<number> {
  const { perDay } = await getLimits();
  const { day } = spentSchema.parse(await spentItem.getValue());
  return Math.max(0, perDay - (day.date === utcDate(now) ? day.requests : 0));
}

/** Waits longer than this are no pause between two requests any more: whoever asks should do something else meanwhile. */
const LONGEST_PAUSE_MS = 5 * SECOND;

let line: Promise<unknown> = Promise.resolve();
/** What is stored, once it was read: this background is the only one that spends. */
let spent: Spent | undefined;

/**
 * Waits for a place in the request budget, which outlives the worker.
 * @throws {Problem} `rate-limited` with `retryAfterMs` when there is none for long
 */
export function takeTurn(): Promise<void> {
  const turn = line.then(waitForPlace);
  line = turn.catch(() => undefined);
  return turn;
}

async function waitForPlace(): Promise<void> {
  const limits = await getLimits();
  spent ??= spentSchema.parse(await spentItem.getValue()) as Spent;
  for (;;) {
    const place = takePlace(spent, limits, Date.now());
    if ('taken' in place) {
      spent = place.taken;
      return await spentItem.setValue(spent);
    }
    if (place.waitMs > LONGEST_PAUSE_MS) throw new Problem('rate-limited', { retryAfterMs: place.waitMs });
    await new Promise(resolve => setTimeout(resolve, place.waitMs));
  }
}
