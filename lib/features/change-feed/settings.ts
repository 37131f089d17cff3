import * as z from 'zod/mini';
import { defineSettings } from '../../platform/settings.ts';
import { CHANGE_KINDS } from './change.ts';

export const changeFeedSettings = defineSettings(
  'change-feed',
  z.object({
    /** Look for what changed on Intervals.icu. */
    watchChanges: z.catch(z.boolean(), false),
    /** How often, in minutes. */
    changesIntervalMinutes: z.catch(z.int().check(z.minimum(5), z.maximum(1440)), 30),
    /** Which changes a notification is shown for, and which ones mark the button. */
    changesNotify: z.catch(z.array(z.enum(CHANGE_KINDS)), ['activities', 'calendar']),
    changesBadge: z.catch(z.array(z.enum(CHANGE_KINDS)), []),
    /** Sync the workout folder when the calendar has changed. */
    changesSyncFolder: z.catch(z.boolean(), true),
  }),
);

export type ChangeFeedSettings = Awaited<ReturnType<typeof changeFeedSettings.get>>;
