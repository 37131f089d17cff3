import { getBackoffEnd } from '../../platform/backoff.ts';
import { getPolicy } from '../../platform/error-policy.ts';
import { DAY } from '../../platform/time.ts';
import { getBreaker } from '../../services/intervals/circuit-breaker.ts';
import { getCurrentLimits, getRemainingToday } from '../../services/intervals/rate-limiter.ts';
import type { StoredSnapshot } from './feed-rows.ts';
import { getFeedState } from './feed-state.ts';
import { getMinPollIntervalMs } from './poll-feed.ts';
import { changeFeedSettings } from './settings.ts';
import type { WebhookBatch } from './webhook-feed.ts';

/** Whether the athlete wants Intervals.icu itself to be polled, and the requests of a day last for all of the day. */
export async function isPollDue(before: StoredSnapshot | undefined, now: number): Promise<boolean> {
  const [{ watchChanges }, { perDay }] = await Promise.all([changeFeedSettings.get(), getCurrentLimits()]);
  return watchChanges && (!before || elapsedMs(before, now) >= getMinPollIntervalMs(perDay));
}

/** A poll fills a gap in a topic, and runs once a day besides: no webhook says that another one was lost. */
export const needsCatchUpPoll = (
  before: StoredSnapshot | undefined,
  batch: WebhookBatch | undefined,
  now: number,
): boolean => !before || batch?.hasGap === true || elapsedMs(before, now) > DAY;

/** Changes can wait: half of a day's requests is for what the athlete does, and a pause is kept. */
export async function canPoll(now: number): Promise<boolean> {
  const [breaker, state, { perDay }] = await Promise.all([getBreaker(), getFeedState(), getCurrentLimits()]);
  // A token without write permission can still read.
  const isBlocked = breaker.blocked !== undefined && getPolicy(breaker.blocked.kind).scope !== 'permission';
  if (isBlocked || getBackoffEnd(state, now) > 0 || getBackoffEnd(breaker, now) > 0) return false;
  return (await getRemainingToday(now)) >= perDay / 2;
}

/** A snapshot from the future was taken before the clock was set back. */
const elapsedMs = (before: StoredSnapshot, now: number): number => Math.abs(now - before.atMs);
