import * as z from 'zod/mini';
import { calendarDateSchema } from '../../platform/calendar-date.ts';
import { defineRequests } from '../../platform/messaging.ts';
import { isEditableField } from './wellness-edit.ts';

interface Answers {
  write: 'written' | 'changed';
}

const day = calendarDateSchema;
const value = z.optional(z.union([z.number(), z.string(), z.boolean()]));

export const wellnessRequests = defineRequests<Answers>()('wellness', {
  refresh: z.object({ from: day, to: day }),
  write: z.object({
    athlete: z.string(),
    kind: z.enum(['edit', 'import']),
    lock: z.boolean(),
    edits: z
      .array(z.object({ day, key: z.string().check(z.refine(isEditableField)), from: value, to: value }))
      .check(z.minLength(1)),
  }),
  undo: z.object({ athlete: z.string(), id: z.uuid() }),
});
