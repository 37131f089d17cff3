import * as z from 'zod/mini';
import { defineState } from './stored-state.ts';

/** The settings of one feature. A feature declares its own in its `settings.ts`; `lib/settings.ts` composes export and import. */
export interface SettingsGroup<Settings extends object> {
  /** In storage and in exported files. */
  name: string;
  get(): Promise<Settings>;
  /** Calls back with the settings now and after every change, in any page. Returns what ends it. */
  watch(callback: (settings: Settings) => void): () => void;
  update(change: Partial<Settings>): Promise<Settings>;
  /** Takes the values of an exported file in place of all of these. What is missing or damaged there falls back alone. */
  replace(exported: unknown): Promise<void>;
}

/** @param schema each field with a `z.catch`, so that one damaged value does not reset the others */
export function defineSettings<Shape extends z.core.$ZodShape>(
  name: string,
  schema: z.ZodMiniObject<Shape>,
): SettingsGroup<z.output<z.ZodMiniObject<Shape>>> {
  const defaults = schema.parse({});
  const { get, watch, update } = defineState(`local:settings.${name}`, z.catch(schema, defaults));
  return {
    name,
    get,
    watch,
    update: change => update(settings => schema.parse({ ...settings, ...change })),
    replace: async exported => void (await update(() => z.catch(schema, defaults).parse(exported ?? {}))),
  };
}
