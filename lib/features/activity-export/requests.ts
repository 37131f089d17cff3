import * as z from 'zod/mini';
import { calendarDateSchema } from '../../platform/calendar-date.ts';
import { defineRequests } from '../../platform/messaging.ts';
import {
  ACTIVITY_FILE_KINDS,
  type ActivityListItem,
  activityListItemSchema,
} from '../../services/intervals/activity-files.ts';

interface Answers {
  list: ActivityListItem[];
  search: ActivityListItem[];
  fetchFile: File;
}

export const exportRequests = defineRequests<Answers>()('activity-export', {
  list: z.object({
    from: calendarDateSchema,
    to: z.string().check(z.regex(/^\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d)?$/)),
  }),
  search: z.object({ words: z.string().check(z.minLength(1), z.maxLength(200)) }),
  fetchFile: z.object({ activity: activityListItemSchema, kind: z.enum(ACTIVITY_FILE_KINDS) }),
  start: z.object({
    athlete: z.string(),
    kind: z.enum(ACTIVITY_FILE_KINDS),
    target: z.union([
      z.object({ to: z.enum(['zip', 'downloads']) }),
      z.object({ to: z.literal('folder'), folder: z.uuid(), name: z.string() }),
    ]),
    title: z.string().check(z.regex(/^[\w -]+$/)),
    activities: z.array(activityListItemSchema).check(z.minLength(1)),
  }),
  pause: z.object({}),
  resume: z.object({}),
  discard: z.object({}),
});
