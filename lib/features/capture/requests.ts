import * as z from 'zod/mini';
import { defineRequests } from '../../platform/messaging.ts';
import { siteActivitySchema } from '../../services/sites/site-activity-schema.ts';
import type { SendPageResult, TabPage } from './send-page.ts';

interface Answers {
  inspectTab: TabPage | undefined;
  sendPage: SendPageResult;
}

export const captureRequests = defineRequests<Answers>()('capture', {
  inspectTab: z.object({ tabId: z.int() }),
  sendPage: z.object({ tabId: z.int(), activity: siteActivitySchema }),
});
