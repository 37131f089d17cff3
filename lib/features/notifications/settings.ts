import * as z from 'zod/mini';
import { defineSettings } from '../../platform/settings.ts';

export const notificationSettings = defineSettings(
  'notifications',
  z.object({
    /** Show a notification when a batch is done. */
    notifyWhenDone: z.catch(z.boolean(), true),
  }),
);
