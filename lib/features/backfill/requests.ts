import * as z from 'zod/mini';
import { defineRequests } from '../../platform/messaging.ts';
import { siteIdSchema } from '../../services/sites/registry.ts';

export const backfillRequests = defineRequests()('backfill', {
  search: z.object({
    site: siteIdSchema,
    fromMs: z.number(),
    toMs: z.number(),
  }),
  stopSearch: z.object({}),
  /** Sends these activities of the newest search. */
  start: z.object({ ids: z.array(z.string()) }),
  pause: z.object({}),
  resume: z.object({}),
  cancel: z.object({}),
  retry: z.object({}),
});
