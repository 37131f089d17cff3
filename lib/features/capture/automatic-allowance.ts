import * as z from 'zod/mini';
import { defineState } from '../../platform/stored-state.ts';
import { HOUR } from '../../platform/time.ts';
import { MAX_AUTOMATIC_PER_HOUR } from './capture-limits.ts';

/** When recordings of each site were uploaded without a question. On disk, because the worker may end between two of them. */
const captureTimes = defineState(
  'local:automaticCaptures',
  z.object({ byHost: z.catch(z.record(z.string(), z.array(z.number())), {}) }),
);

/** How many more recordings of this site may be uploaded without a question now. */
export async function getAutomaticAllowance(host: string): Promise<number> {
  const { byHost } = await captureTimes.get();
  return Math.max(0, MAX_AUTOMATIC_PER_HOUR - getRecent(byHost[host] ?? []).length);
}

export async function recordAutomaticCaptures(host: string, count: number): Promise<void> {
  if (count === 0) return;
  const now = Date.now();
  await captureTimes.update(({ byHost }) => {
    const times = [...(byHost[host] ?? []), ...Array<number>(count).fill(now)];
    const recent = Object.entries({ ...byHost, [host]: times }).map(([name, all]) => [name, getRecent(all)] as const);
    return { byHost: Object.fromEntries(recent.filter(([, all]) => all.length > 0)) };
  });
}

/** A time in the future is from before the clock was set back. */
const getRecent = (times: number[]): number[] => times.filter(at => Math.abs(Date.now() - at) < HOUR);
