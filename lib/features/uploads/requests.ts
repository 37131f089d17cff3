import * as z from 'zod/mini';
import { defineRequests } from '../../platform/messaging.ts';
import type { AddResult } from './upload-commands.ts';

interface Answers {
  add: AddResult;
  /** How many rows were removed. */
  clearHistory: number;
}

const id = z.uuid();

export const uploadRequests = defineRequests<Answers>()('uploads', {
  add: z.object({ files: z.array(z.instanceof(File)) }),
  retry: z.object({ ids: z.array(id) }),
  sendAnyway: z.object({ id }),
  sendReviewed: z.object({
    id,
    title: z.string(),
    description: z.string(),
    pairWith: z.optional(z.int()),
  }),
  setPaired: z.object({ id, paired: z.boolean() }),
  confirm: z.object({ ids: z.array(id) }),
  provideFile: z.object({ id, file: z.instanceof(File) }),
  // Also of a damaged row, whose id may be anything.
  remove: z.object({ ids: z.array(z.string()) }),
  undo: z.object({ id }),
  clearHistory: z.object({}),
  pause: z.object({}),
  resume: z.object({}),
});
