import * as z from 'zod/mini';
import { defineState } from '../../platform/stored-state.ts';
import { ACTIVITY_FILE_KINDS } from '../../services/intervals/activity-files.ts';
import { periodSchema } from '../backfill/backfill-view-options.ts';

const viewOptionsSchema = z.extend(periodSchema, { kind: z.catch(z.enum(ACTIVITY_FILE_KINDS), 'original') });

/** Which of their activities a person looks at, and which of their files they want. */
export type ExportViewOptions = z.infer<typeof viewOptionsSchema>;

const state = defineState('local:activities', viewOptionsSchema);

/** What was looked at last. */
export const getExportViewOptions = state.get;

export const saveExportViewOptions = (options: ExportViewOptions): Promise<ExportViewOptions> =>
  state.update(() => options);
