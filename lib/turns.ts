import { storage } from 'wxt/utils/storage';
import * as z from 'zod/mini';
import { getCredentials } from './credentials.ts';
import { type Limits, limitsOf, NOTHING_SPENT, type Spent, sparing, takePlace } from './intervals/budget.ts';
import { line } from './line.ts';
import { Problem } from './problem.ts';
import { SECOND, utcDate } from './time.ts';

const spentItem = storage.defineItem<unknown>('local:spent');
const limitsItem = storage.defineItem<unknown>('local:limits');

const minutesSchema = z.record(z.string(), z.number());
const daySchema = z.object({ date: z.string(), requests: z.number() });

const spentSchema = z.catch(
  z.object({
    whose: z.optional(z.string()),
    lately: z.array(z.number()),
    minutes: minutesSchema,
    day: daySchema,
    others: z.optional(z.record(z.string(), z.object({ minutes: minutesSchema, day: daySchema }))),
  }),
  NOTHING_SPENT,
);

// Not in the options page: for the day on which Intervals.icu changes its limits before we do, and for tests and the bench.
const limitsSchema = z.object({
  perSecond: z.catch(z.optional(z.number()), undefined),
  per15Minutes: z.catch(z.optional(z.number()), undefined),
  perDay: z.catch(z.optional(z.number()), undefined),
  /** How long an upload may wait for its answer, in milliseconds; the client's own bound when absent. */
  uploadMs: z.catch(z.optional(z.number()), undefined),
  /** Between two originals that are fetched from a site, in milliseconds. */
  fetchPauseMs: z.catch(z.number(), SECOND),
});

/** The limits of who is connected. */
export const getLimits = async () => (await spender()).limits;

/** Who spends, and what they may. */
async function spender() {
  const [{ perSecond, per15Minutes, perDay, ...rest }, credentials] = await Promise.all([
    limitsItem.getValue().then(value => limitsSchema.parse(value ?? {})),
    getCredentials(),
  ]);
  const usual = limitsOf(credentials?.access.kind ?? 'key');
  return {
    whose: credentials ? `${credentials.access.kind} of ${credentials.athlete.id}` : 'nobody',
    limits: {
      perSecond: perSecond ?? usual.perSecond,
      per15Minutes: per15Minutes ?? usual.per15Minutes,
      perDay: perDay ?? usual.perDay,
      ...rest,
    },
  };
}

/** How many requests the day still has room for, within a share of the limits. */
export async function leftToday(now = Date.now(), share: Share = whole): Promise<number> {
  const [{ limits, whose }, stored] = await Promise.all([spender(), readSpent()]);
  const { perDay } = share(limits);
  const { day } = spentBy(whose, stored);
  return Math.max(0, perDay - (day.date === utcDate(now) ? day.requests : 0));
}

/** Which part of the limits somebody keeps to. */
type Share = (limits: Limits) => Limits;

const whole: Share = limits => limits;

/** Waits longer than this are no pause between two requests any more: whoever asks should do something else meanwhile. */
const LONGEST_PAUSE_MS = 5 * SECOND;

const inTurn = line();
/** What is stored, once it was read: this background is the only one that spends. */
let kept: Kept | undefined;

/** What was spent, and whose it is: an app may ask less than a key, and every athlete has a day of their own. */
type Kept = Spent & {
  whose?: string | undefined;
  /** Of those who spent earlier today, and may be back. */
  others?: Record<string, Pick<Spent, 'minutes' | 'day'>> | undefined;
};

/**
 * Waits for a place in the request budget, which outlives the worker.
 * @throws {Problem} `rate-limited` with `retryAfterMs` when there is none for long
 */
export const takeTurn = (): Promise<void> => inTurn(() => waitForPlace(whole));

/** The same for files by the hundred, which leave room for everything else. */
export const takeSparingTurn = (): Promise<void> => inTurn(() => waitForPlace(sparing));

async function waitForPlace(share: Share): Promise<void> {
  const { limits, whose } = await spender();
  kept ??= await readSpent();
  for (;;) {
    const place = takePlace(spentBy(whose, kept), share(limits), Date.now());
    if ('taken' in place) {
      kept = { ...place.taken, whose, others: othersToday(kept, whose, place.taken.day.date) };
      return await spentItem.setValue(kept);
    }
    if (place.waitMs > LONGEST_PAUSE_MS) throw new Problem('rate-limited', { retryAfterMs: place.waitMs });
    await new Promise(resolve => setTimeout(resolve, place.waitMs));
  }
}

const readSpent = async (): Promise<Kept> => spentSchema.parse(await spentItem.getValue()) as Kept;

/** What one has spent of what is kept: another one's requests count no longer than the second in which this machine sent them. */
const spentBy = (whose: string, { others, ...last }: Kept): Spent =>
  last.whose === undefined || last.whose === whose
    ? last
    : { ...NOTHING_SPENT, ...others?.[whose], lately: last.lately };

/** What everybody else has spent on this day. */
function othersToday({ whose: last, minutes, day, others }: Kept, whose: string, date: string) {
  const all = Object.entries({ ...others, ...(last !== undefined && { [last]: { minutes, day } }) });
  return Object.fromEntries(all.filter(([other, { day }]) => other !== whose && day.date === date));
}
