import * as z from 'zod/mini';
import { defineSettings } from '../../platform/settings.ts';

export const workoutFolderSettings = defineSettings(
  'workout-folder',
  z.object({
    /** For how many days the folder has workouts, today included. */
    folderDays: z.catch(z.int().check(z.minimum(1), z.maximum(28)), 7),
    /** The hour of this computer's clock at which the folder is synced. */
    folderHour: z.catch(z.int().check(z.minimum(0), z.maximum(23)), 5),
  }),
);
