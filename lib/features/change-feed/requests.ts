import * as z from 'zod/mini';
import { defineRequests } from '../../platform/messaging.ts';
import type { FeedSyncResult } from './feed-sync.ts';

interface Answers {
  sync: Pick<FeedSyncResult, 'messages' | 'genuine'>;
}

export const changeFeedRequests = defineRequests<Answers>()('change-feed', {
  sync: z.object({}),
  subscribeTopic: z.object({
    server: z.url({ protocol: /^https$/ }),
    name: z.string().check(z.regex(/^[-_A-Za-z0-9]{1,64}$/)),
    secret: z.string().check(z.minLength(1), z.maxLength(1000)),
    token: z.optional(z.string().check(z.maxLength(1000))),
  }),
  unsubscribeTopic: z.object({}),
});
