import * as z from 'zod/mini';
import { momentSchema, optionalFact } from '../../platform/stored-rows.ts';
import { defineState, problemSchema } from '../../platform/stored-state.ts';

const syncReportSchema = z.object({
  atMs: momentSchema,
  /** Files that hold a coming workout now, those of others with the same content among them. */
  files: z.number(),
  written: z.number(),
  removed: z.number(),
  /** Files that stayed as they were though another one was wanted, and why. */
  skipped: z.array(z.object({ name: z.string(), why: z.enum(['foreign', 'edited']) })),
  /** Workouts whose files could not be had. */
  failed: z.array(z.object({ name: z.string(), problem: problemSchema })),
});

/** What became of a folder when it was last brought up to date. */
export type SyncReport = z.infer<typeof syncReportSchema>;

const syncFolderSchema = z.object({
  id: z.string(),
  /** The last part of its path: browsers tell no more. */
  name: z.string(),
  /** A folder that a person chose, or one among the downloads, into which files are only ever added. */
  kind: z.enum(['chosen', 'downloads']),
  /** Whose workouts go there; absent since that athlete disconnected. */
  athlete: z.optional(z.string()),
  /** By which that athlete is recognised when they connect again: `getFormerAthlete`. */
  formerAthlete: z.optional(z.string()),
});

/** The folder that is kept equal to the coming days. */
export type SyncFolder = z.infer<typeof syncFolderSchema>;

const stateSchema = z.object({
  folder: z.catch(z.optional(syncFolderSchema), undefined),
  last: z.catch(z.optional(syncReportSchema), undefined),
  /** Why it could not be brought up to date the last time. */
  problem: z.catch(z.optional(problemSchema), undefined),
  /** How often in a row that was so. */
  failureCount: z.catch(z.int(), 0),
  /** The settings by which it was filled. */
  settingsHash: z.catch(z.optional(z.string()), undefined),
  /** How far it is while it is being filled. */
  progress: z.catch(z.optional(z.object({ done: z.number(), total: z.number() })), undefined),
  /** When it is brought up to date next. */
  nextAtMs: optionalFact(momentSchema),
});

/** How things stand with the workouts folder. */
export type FolderState = z.infer<typeof stateSchema>;

const { get, watch, update } = defineState('local:folder', stateSchema);

export const getFolderState = get;
export const watchFolderState = watch;
/** For the background only. */
export const updateFolderState = update;
