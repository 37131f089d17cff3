import { storage } from 'wxt/utils/storage';
import * as z from 'zod/mini';
import { createMutex } from '../../platform/mutex.ts';
import { Problem } from '../../platform/problem.ts';
import { SECOND, toUtcDate } from '../../platform/time.ts';
import { getCredentials } from './credentials.ts';
import {
  getDefaultLimits,
  NO_USAGE,
  type RateLimits,
  type RequestUsage,
  takeSlot,
  toLowPriorityLimits,
} from './rate-limits.ts';

const usageItem = storage.defineItem<unknown>('local:request-usage');
const limitsItem = storage.defineItem<unknown>('local:limits');

const minutesSchema = z.record(z.string(), z.number());
const daySchema = z.object({ date: z.string(), requests: z.number() });

const storedUsageSchema = z.catch(
  z.object({
    owner: z.optional(z.string()),
    lastSecond: z.array(z.number()),
    minutes: minutesSchema,
    day: daySchema,
    otherOwners: z.optional(z.record(z.string(), z.object({ minutes: minutesSchema, day: daySchema }))),
  }),
  NO_USAGE,
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
export const getCurrentLimits = async () => (await getQuota()).limits;

/** Who spends, and what they may. */
async function getQuota() {
  const [{ perSecond, per15Minutes, perDay, ...rest }, credentials] = await Promise.all([
    limitsItem.getValue().then(value => limitsSchema.parse(value ?? {})),
    getCredentials(),
  ]);
  const defaults = getDefaultLimits(credentials?.access.kind ?? 'key');
  return {
    owner: credentials ? `${credentials.access.kind} of ${credentials.athlete.id}` : 'nobody',
    limits: {
      perSecond: perSecond ?? defaults.perSecond,
      per15Minutes: per15Minutes ?? defaults.per15Minutes,
      perDay: perDay ?? defaults.perDay,
      ...rest,
    },
  };
}

/** How many requests the day still has room for, within a share of the limits. */
export async function getRemainingToday(now = Date.now(), share: LimitsShare = allOfLimits): Promise<number> {
  const [{ limits, owner }, stored] = await Promise.all([getQuota(), readUsage()]);
  const { perDay } = share(limits);
  const { day } = getOwnUsage(owner, stored);
  return Math.max(0, perDay - (day.date === toUtcDate(now) ? day.requests : 0));
}

/** Which part of the limits somebody keeps to. */
type LimitsShare = (limits: RateLimits) => RateLimits;

const allOfLimits: LimitsShare = limits => limits;

/** Waits longer than this are no pause between two requests any more: whoever asks should do something else meanwhile. */
const MAX_INLINE_WAIT_MS = 5 * SECOND;

const runExclusive = createMutex();
/** What is stored, once it was read: this background is the only one that spends. */
let cachedUsage: StoredUsage | undefined;

/** What was spent, and whose it is: an app may ask less than a key, and every athlete has a day of their own. */
type StoredUsage = RequestUsage & {
  owner?: string | undefined;
  /** Of those who spent earlier today, and may be back. */
  otherOwners?: Record<string, Pick<RequestUsage, 'minutes' | 'day'>> | undefined;
};

/**
 * Waits for a place in the request budget, which outlives the worker.
 * @throws {Problem} `rate-limited` with `retryAfterMs` when there is none for long
 */
export const acquireRequestSlot = (): Promise<void> => runExclusive(() => waitForSlot(allOfLimits));

/** The same for files by the hundred, which leave room for everything else. */
export const acquireLowPrioritySlot = (): Promise<void> =>
  runExclusive(() => waitForSlot(toLowPriorityLimits));

async function waitForSlot(share: LimitsShare): Promise<void> {
  const { limits, owner } = await getQuota();
  cachedUsage ??= await readUsage();
  for (;;) {
    const slot = takeSlot(getOwnUsage(owner, cachedUsage), share(limits), Date.now());
    if ('taken' in slot) {
      cachedUsage = {
        ...slot.taken,
        owner,
        otherOwners: getOtherOwnersToday(cachedUsage, owner, slot.taken.day.date),
      };
      return await usageItem.setValue(cachedUsage);
    }
    if (slot.waitMs > MAX_INLINE_WAIT_MS) throw new Problem('rate-limited', { retryAfterMs: slot.waitMs });
    await new Promise(resolve => setTimeout(resolve, slot.waitMs));
  }
}

const readUsage = async (): Promise<StoredUsage> =>
  storedUsageSchema.parse(await usageItem.getValue()) as StoredUsage;

/** What one has spent of what is kept: another one's requests count no longer than the second in which this machine sent them. */
const getOwnUsage = (owner: string, { otherOwners, ...last }: StoredUsage): RequestUsage =>
  last.owner === undefined || last.owner === owner
    ? last
    : { ...NO_USAGE, ...otherOwners?.[owner], lastSecond: last.lastSecond };

/** What everybody else has spent on this day. */
function getOtherOwnersToday(
  { owner: last, minutes, day, otherOwners }: StoredUsage,
  owner: string,
  date: string,
) {
  const all = Object.entries({ ...otherOwners, ...(last !== undefined && { [last]: { minutes, day } }) });
  return Object.fromEntries(all.filter(([otherOwner, { day }]) => otherOwner !== owner && day.date === date));
}
