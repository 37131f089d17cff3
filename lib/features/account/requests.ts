import * as z from 'zod/mini';
import { defineRequests } from '../../platform/messaging.ts';
import type { PlainProblem } from '../../platform/problem.ts';
import { USED_AREAS } from '../../services/intervals/access.ts';
import type { Athlete } from '../../services/intervals/athlete.ts';

interface Answers {
  connectKey: Athlete;
  connectApp: Athlete;
  connectToken: Athlete;
  /** Why Intervals.icu could not revoke a token. */
  disconnect: PlainProblem | undefined;
}

export const accountRequests = defineRequests<Answers>()('account', {
  connectKey: z.object({ key: z.string().check(z.maxLength(1000)) }),
  connectApp: z.object({
    clientId: z.string().check(z.minLength(1), z.maxLength(200)),
    secret: z.string().check(z.maxLength(1000)),
    areas: z.array(z.enum(USED_AREAS)).check(z.minLength(1)),
  }),
  connectToken: z.object({ token: z.string().check(z.maxLength(5000)) }),
  disconnect: z.object({}),
});
