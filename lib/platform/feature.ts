import * as z from 'zod/mini';
import type { Job } from './jobs/job.ts';
import { defineRequests, type RequestRoutes } from './messaging.ts';

/** The athlete who is connected now, and the one before; undefined if none is. */
export interface AccountChange {
  athlete: string | undefined;
  previous: string | undefined;
}

/** What a feature does in the background: its `index.ts` exports one, and `lib/features.ts` lists them all. */
export interface Feature {
  /** What pages may ask of it. */
  requests?: RequestRoutes;
  /** Work that outlives the worker, each job woken by the alarm of its name. */
  jobs?: readonly Job[];
  /** Registers listeners, synchronously: the event that woke the worker reaches only listeners that are there at once. */
  start?(): void;
  /** Once when the browser starts. */
  onBrowserStart?(): Promise<void>;
  /** The network is back, a permission was granted, or a page was opened: what waits for its next try is tried now. */
  onOnline?(): Promise<void>;
  /** Stops what its jobs do for the athlete, does `work` with nothing under way, and continues. Account work is stopped anyway. */
  whileStopped?<Result>(work: () => Promise<Result>): Promise<Result>;
  /** Another athlete is connected, or the same one again, or none any more. */
  onAccountChange?(change: AccountChange): Promise<void>;
}

/** What pages ask of all features together. */
export const backgroundRequests = defineRequests()('background', {
  /** A page was opened, or it sees that the network is back, which a sleeping worker does not. */
  retryNow: z.object({}),
});
