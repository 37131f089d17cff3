import * as z from 'zod/mini';
import { lookbackSchema } from '../../platform/lookback.ts';
import { defineState } from '../../platform/stored-state.ts';
import { ACTIVITY_FILE_KINDS } from '../../services/intervals/activity-files.ts';

const viewOptionsSchema = z.extend(lookbackSchema, {
  kind: z.catch(z.enum(ACTIVITY_FILE_KINDS), 'original'),
});

/** Which activities a person looks at, and which files of them they want. */
export type ExportViewOptions = z.infer<typeof viewOptionsSchema>;

/** What was chosen last. */
export const exportViewOptions = defineState('local:exportViewOptions', viewOptionsSchema);
