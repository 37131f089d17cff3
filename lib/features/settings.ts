import * as z from 'zod/mini';
import { WORKOUT_FORMATS } from '../formats/workouts/workout-format.ts';
import { defineState } from '../platform/stored-state.ts';
import { CHANGE_KINDS } from './change-feed/change.ts';

const percent = z.number().check(z.minimum(0), z.maximum(20));

// Each field falls back alone: one damaged value must not reset the others.
const settingsSchema = z.object({
  /** Hold each recording until the person has given it a name and a description. */
  reviewBeforeSending: z.catch(z.boolean(), false),
  /** One notification when a batch is done. */
  notifyWhenDone: z.catch(z.boolean(), true),
  /** How long done uploads stay in the history, in days. */
  historyDays: z.catch(z.int().check(z.minimum(1), z.maximum(3650)), 365),
  /** Look for what changed on Intervals.icu. */
  watchChanges: z.catch(z.boolean(), false),
  /** How often, in minutes. */
  changesIntervalMinutes: z.catch(z.int().check(z.minimum(5), z.maximum(1440)), 30),
  /** Of which changes a notification tells, and which ones mark the button. */
  changesNotify: z.catch(z.array(z.enum(CHANGE_KINDS)), ['activities', 'calendar']),
  changesBadge: z.catch(z.array(z.enum(CHANGE_KINDS)), []),
  /** Fill the workouts folder anew when the calendar has changed. */
  changesSyncFolder: z.catch(z.boolean(), true),
  /** Carry recordings that the browser has downloaded. */
  captureDownloads: z.catch(z.boolean(), false),
  captureMode: z.catch(z.enum(['ask', 'automatic']), 'ask'),
  /** Sites whose pages are listened to for recordings that they make themselves. */
  captureSites: z.catch(
    z.array(
      z.object({
        host: z.string().check(z.regex(/^([a-z0-9-]+\.)+[a-z0-9-]+$/), z.maxLength(253)),
        /** Take what a page saves without waiting for the browser to say that it was downloaded. */
        automatic: z.boolean(),
      }),
    ),
    [],
  ),
  /** The format in which planned workouts are saved. */
  workoutFormat: z.catch(z.enum(WORKOUT_FORMATS), 'zwo'),
  /** How far single targets are widened in those files, in percent; as on Intervals.icu when absent. */
  workoutRanges: z.catch(
    z.object({ power: z.optional(percent), hr: z.optional(percent), pace: z.optional(percent) }),
    {},
  ),
  /** For how many days the folder has workouts, today included. */
  folderDays: z.catch(z.int().check(z.minimum(1), z.maximum(28)), 7),
  /** The hour of this computer's clock at which the folder is brought up to date. */
  folderHour: z.catch(z.int().check(z.minimum(0), z.maximum(23)), 5),
});

export type Settings = z.infer<typeof settingsSchema>;

/** A site whose pages are listened to. */
export type CaptureSite = Settings['captureSites'][number];

const state = defineState('local:settings', z.catch(settingsSchema, settingsSchema.parse({})));

export const getSettings = state.get;
export const watchSettings = state.watch;

export const updateSettings = (change: Partial<Settings>): Promise<Settings> =>
  state.update(settings => settingsSchema.parse({ ...settings, ...change }));

/** The settings as a file for another browser; secrets are stored elsewhere and never among them. */
export async function exportSettings(): Promise<string> {
  return `${JSON.stringify({ musette: 1, settings: await getSettings() }, null, 2)}\n`;
}

/** @throws {ZodError | SyntaxError} when the text is no export of ours; nothing is changed then */
export async function importSettings(text: string): Promise<Settings> {
  const file = z.object({ musette: z.literal(1), settings: z.record(z.string(), z.unknown()) });
  return await updateSettings(settingsSchema.parse(file.parse(JSON.parse(text)).settings));
}
