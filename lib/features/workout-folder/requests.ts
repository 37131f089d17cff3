import * as z from 'zod/mini';
import { defineRequests } from '../../platform/messaging.ts';

export const workoutFolderRequests = defineRequests()('workout-folder', {
  start: z.object({ id: z.string(), name: z.string(), kind: z.enum(['chosen', 'downloads']) }),
  stop: z.object({}),
  sync: z.object({}),
});
