import * as z from 'zod/mini';
import { calendarSettings } from './features/calendar/settings.ts';
import { captureSettings } from './features/capture/settings.ts';
import { changeFeedSettings } from './features/change-feed/settings.ts';
import { notificationSettings } from './features/notifications/settings.ts';
import { uploadSettings } from './features/uploads/settings.ts';
import { workoutFolderSettings } from './features/workout-folder/settings.ts';
import type { SettingsImport } from './platform/settings.ts';

const GROUPS = [
  uploadSettings,
  notificationSettings,
  captureSettings,
  calendarSettings,
  workoutFolderSettings,
  changeFeedSettings,
];

type ImportOfGroup = Awaited<ReturnType<(typeof GROUPS)[number]['importFrom']>>;

/** The settings of all features, by their names in an exported file. */
export type SettingName = ImportOfGroup['changed'][number];

/** What a file may offer to switch on. */
export type OfferKind = ImportOfGroup['offers'][number]['kind'];

/** The settings of all features as a file for another browser. Secrets are stored elsewhere and are never among them. */
export async function exportSettings(): Promise<string> {
  const groups = await Promise.all(GROUPS.map(async group => [group.name, await group.get()] as const));
  return `${JSON.stringify({ musette: 1, settings: Object.fromEntries(groups) }, null, 2)}\n`;
}

const fileSchema = z.object({ musette: z.literal(1), settings: z.record(z.string(), z.unknown()) });

/**
 * Takes the settings of an exported file. Nothing that reads or sends is switched on by that: it is returned as an offer.
 * @throws {ZodError | SyntaxError} when the text is no export of ours; nothing is changed then
 */
export async function importSettings(text: string): Promise<SettingsImport<SettingName, OfferKind>> {
  const { settings } = fileSchema.parse(JSON.parse(text));
  const imports: SettingsImport<SettingName, OfferKind>[] = await Promise.all(
    GROUPS.map(group => group.importFrom(settings[group.name])),
  );
  return { changed: imports.flatMap(({ changed }) => changed), offers: imports.flatMap(({ offers }) => offers) };
}
