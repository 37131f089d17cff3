import * as z from 'zod/mini';
import { defineState } from '../../platform/stored-state.ts';

/** Enough to hide the round trip; the request budget limits the load on the server. */
const MAX_SIMULTANEOUS = 6;

const { get, update } = defineState(
  'local:simultaneous-uploads',
  z.object({
    /** Not a whole number: each success adds a part of one. */
    limit: z.catch(z.number().check(z.minimum(1), z.maximum(MAX_SIMULTANEOUS)), MAX_SIMULTANEOUS),
  }),
);

/** How many uploads may be under way together: fewer after one timed out, for they share one line. */
export const getSimultaneousUploads = async (): Promise<number> => Math.floor((await get()).limit);

/** Half as many as were allowed when the upload began, so that those that time out together count once. */
export const recordUploadTimeout = (allowed: number): Promise<unknown> =>
  update(state => ({ limit: Math.min(state.limit, Math.max(1, Math.floor(allowed / 2))) }));

/** One more after as many successes as there may be uploads, as TCP does after a loss (RFC 5681, 3.1). */
export const recordUploadInTime = (): Promise<unknown> =>
  update(state =>
    state.limit === MAX_SIMULTANEOUS ? state : { limit: Math.min(MAX_SIMULTANEOUS, state.limit + 1 / state.limit) },
  );
