import { storage } from 'wxt/utils/storage';
import * as z from 'zod/mini';
import { createMutex } from '../../platform/mutex.ts';
import { Problem } from '../../platform/problem.ts';
import { SECOND, toUtcDate } from '../../platform/time.ts';
import { requireNoServerPause } from './circuit-breaker.ts';
import { getCredentials } from './credentials.ts';
import {
  getDefaultLimits,
  getDepartureMs,
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
    lastMs: z.number(),
    minutes: minutesSchema,
    day: daySchema,
    otherOwners: z.optional(z.record(z.string(), z.object({ minutes: minutesSchema, day: daySchema }))),
  }),
  { ...NO_USAGE, lastMs: 0 },
);

// Not on the options page: in case Intervals.icu changes its limits before an update does, and for tests and the bench.
const limitsSchema = z.object({
  perSecond: z.catch(z.optional(z.number()), undefined),
  per15Minutes: z.catch(z.optional(z.number()), undefined),
  perDay: z.catch(z.optional(z.number()), undefined),
  /** How long an upload that has arrived may wait for its reply, in milliseconds; the client's default if absent. */
  uploadMs: z.catch(z.optional(z.number()), undefined),
  /** Pause between two originals that are fetched from a site, in milliseconds. */
  fetchPauseMs: z.catch(z.number(), SECOND),
});

/** The limits of the connected account. */
export const getCurrentLimits = async () => (await getQuota()).limits;

/** The owner of the quota, and their limits. */
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

/** Requests that remain today, within a share of the limits. */
export async function getRemainingToday(now = Date.now(), share: LimitsShare = allOfLimits): Promise<number> {
  const [{ limits, owner }, stored] = await Promise.all([getQuota(), readUsage()]);
  const { perDay } = share(limits);
  const { day } = getOwnUsage(owner, stored);
  return Math.max(0, perDay - (day.date === toUtcDate(now) ? day.requests : 0));
}

/** The part of the limits that a caller may use. */
type LimitsShare = (limits: RateLimits) => RateLimits;

const allOfLimits: LimitsShare = limits => limits;

/** For longer waits a problem is thrown, so that the caller can do something else. */
const MAX_INLINE_WAIT_MS = 5 * SECOND;

const runExclusive = createMutex();
/** The stored usage, once read: no other context sends requests. */
let cachedUsage: StoredUsage | undefined;

/** Usage by owner: each athlete has quotas of their own, and so do their key and their app. */
type StoredUsage = RequestUsage & {
  owner?: string | undefined;
  /** When the last request left, in ms since the epoch, whoever's it was. */
  lastMs: number;
  /** Usage of other owners today, who may connect again. */
  otherOwners?: Record<string, RequestUsage> | undefined;
};

/**
 * Waits until a request may be sent, which the caller then does at once. The usage is stored, so it outlives the worker.
 * @throws {Problem} `rate-limited` with `retryAfterMs` if that would take long, and during a pause that Intervals.icu has set
 */
export const acquireRequestSlot = (): Promise<void> => runExclusive(() => waitForSlot(allOfLimits));

/** The same for bulk downloads, which leave a part of the limits to everything else. */
export const acquireLowPrioritySlot = (): Promise<void> => runExclusive(() => waitForSlot(toLowPriorityLimits));

async function waitForSlot(share: LimitsShare): Promise<void> {
  const [{ limits, owner }] = await Promise.all([getQuota(), requireNoServerPause()]);
  cachedUsage ??= await readUsage();
  for (;;) {
    const now = Date.now();
    const slot = takeSlot(getOwnUsage(owner, cachedUsage), share(limits), now);
    if ('taken' in slot) {
      const lastMs = getDepartureMs(await getLastDepartureMs(), limits, now);
      const otherOwners = getOtherOwnersToday(cachedUsage, owner, slot.taken.day.date);
      cachedUsage = { ...slot.taken, owner, lastMs, otherOwners };
      await usageItem.setValue(cachedUsage);
      return await waitForDeparture(limits);
    }
    if (slot.waitMs > MAX_INLINE_WAIT_MS) throw new Problem('rate-limited', { retryAfterMs: slot.waitMs });
    await sleep(slot.waitMs);
  }
}

const runOneByOne = createMutex();
let lastDepartureMs: number | undefined;

const getLastDepartureMs = async (): Promise<number> => (lastDepartureMs ??= (await readUsage()).lastMs);

/**
 * Waits until the last request left long enough ago, whoever sent it: all that a request of no budget has to wait for. What counts is
 * when a request really left. A timer or the storage may have been late, and what waited for them would leave together.
 */
export const waitForDeparture = (known?: RateLimits): Promise<void> =>
  runOneByOne(async () => {
    const [limits, last] = await Promise.all([known ?? getCurrentLimits(), getLastDepartureMs()]);
    const now = Date.now();
    // On a clock that nobody sets: a timer may be early, and is then set again.
    const until = performance.now() + getDepartureMs(last, limits, now) - now;
    for (let leftMs = until - performance.now(); leftMs > 0; leftMs = until - performance.now())
      await sleep(Math.ceil(leftMs));
    lastDepartureMs = Date.now();
  });

const sleep = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms));

/** Forgets whose requests were counted. The last one still counts, for it came from this machine. */
export const forgetRequestUsage = (): Promise<void> =>
  runExclusive(async () => {
    const { lastMs } = cachedUsage ?? (await readUsage());
    cachedUsage = { ...NO_USAGE, lastMs };
    await usageItem.setValue(cachedUsage);
  });

const readUsage = async (): Promise<StoredUsage> => storedUsageSchema.parse(await usageItem.getValue()) as StoredUsage;

/** The usage of one owner. */
const getOwnUsage = (owner: string, { otherOwners, ...last }: StoredUsage): RequestUsage =>
  last.owner === undefined || last.owner === owner ? last : (otherOwners?.[owner] ?? NO_USAGE);

/** The usage of all other owners on this day. */
function getOtherOwnersToday({ owner: last, minutes, day, otherOwners }: StoredUsage, owner: string, date: string) {
  const all = Object.entries({ ...otherOwners, ...(last !== undefined && { [last]: { minutes, day } }) });
  return Object.fromEntries(all.filter(([otherOwner, { day }]) => otherOwner !== owner && day.date === date));
}
