import * as z from 'zod/mini';
import { defineRequests } from '../../platform/messaging.ts';

export const backfillRequests = defineRequests()('backfill', {
  search: z.object({
    site: z.enum(['garmin', 'trainingpeaks', 'strava']),
    fromMs: z.number(),
    toMs: z.number(),
  }),
  stopSearch: z.object({}),
  /** Sends these of the activities that the newest search found. */
  start: z.object({ ids: z.array(z.string()) }),
  pause: z.object({}),
  resume: z.object({}),
  cancel: z.object({}),
  retry: z.object({}),
});
