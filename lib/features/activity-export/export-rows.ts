import * as z from 'zod/mini';
import { defineRows, optionalFact } from '../../platform/stored-rows.ts';
import { backoffSchema, problemSchema } from '../../platform/stored-state.ts';
import { ACTIVITY_FILE_KINDS, activityListItemSchema } from '../../services/intervals/activity-files.ts';
import { type ActivityExport, EXPORT_ITEM_STATES, type ExportItem } from './activity-export.ts';

const text = z.string();

/** A file that Musette has put into a folder. */
export interface ExportedFile {
  name: string;
  digest: string;
  /** When the activity had been analysed by then. */
  analyzed?: string | undefined;
}

export const exportRows = defineRows<ActivityExport>(
  'activity export',
  z.looseObject({
    id: text,
    athlete: text,
    kind: z.enum(ACTIVITY_FILE_KINDS),
    target: z.union([
      z.looseObject({ to: z.literal(['zip', 'downloads']) }),
      z.looseObject({ to: z.literal('folder'), folder: text, name: text }),
    ]),
    title: text,
    done: optionalFact(z.boolean()),
    isZipClaimed: optionalFact(z.boolean()),
    paused: z.boolean(),
    blocked: optionalFact(problemSchema),
    backoff: optionalFact(backoffSchema),
    failureCount: z.catch(z.int(), 0),
  }),
);

export const exportItemRows = defineRows<ExportItem>(
  'activity export: items',
  z.looseObject({
    order: z.number(),
    // Its id is enough to fetch it.
    activity: z.union([activityListItemSchema, z.object({ id: text })]),
    stem: z.catch(text, 'activity'),
    state: z.enum(EXPORT_ITEM_STATES),
    tries: z.catch(z.int(), 0),
    name: optionalFact(text),
    existed: optionalFact(z.boolean()),
    problem: optionalFact(problemSchema),
  }),
);

export const exportedFileRows = defineRows<ExportedFile>(
  'activity export: folders',
  z.looseObject({ name: text, digest: text, analyzed: optionalFact(text) }),
);
