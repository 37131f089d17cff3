import * as z from 'zod/mini';
import { defineState } from './stored-state.ts';

/** The settings of one feature. A feature declares its own in its `settings.ts`; `lib/settings.ts` composes export and import. */
export interface SettingsGroup<Settings extends object, Kind extends string> {
  /** In storage and in exported files. */
  name: string;
  get(): Promise<Settings>;
  /** Calls back with the settings now and after every change, in any page. Returns what ends it. */
  watch(callback: (settings: Settings) => void): () => void;
  update(change: Partial<Settings>): Promise<Settings>;
  /**
   * Takes the values of an exported file, but for what they would switch on: that is offered. What is missing there stays as it is,
   * and what is damaged falls back alone.
   */
  importFrom(exported: unknown): Promise<SettingsImport<keyof Settings & string, Kind>>;
}

/** What a file has changed, and what it would switch on. */
export interface SettingsImport<Name extends string, Kind extends string> {
  changed: Name[];
  offers: SwitchOffer<Kind>[];
}

/** Something in a file that would start to read or to send. It is switched on only when the user says so. */
export interface SwitchOffer<Kind extends string> extends WithheldSwitch<Kind> {
  accept(): Promise<unknown>;
}

interface WithheldSwitch<Kind extends string> {
  kind: Kind;
  /** The site that it is about. */
  host?: string;
  /** What the browser has to grant first, requested within the user's click. */
  requires?: { permissions?: 'downloads'[]; origins?: string[] };
}

/** What of imported settings is taken at once, and what would start to read or to send; `switchOn` changes the settings of then. */
export type WithholdSwitches<Settings, Kind extends string> = (
  imported: Settings,
  before: Settings,
) => {
  settings: Settings;
  withheld: (WithheldSwitch<Kind> & { switchOn: (settings: Settings) => Partial<Settings> })[];
};

/**
 * @param schema each field with a `z.catch`, so that one damaged value does not reset the others
 * @param withhold required where a setting starts to read or to send
 */
export function defineSettings<Shape extends z.core.$ZodShape, Kind extends string = never>(
  name: string,
  schema: z.ZodMiniObject<Shape>,
  withhold: WithholdSwitches<z.output<z.ZodMiniObject<Shape>>, Kind> = settings => ({ settings, withheld: [] }),
): SettingsGroup<z.output<z.ZodMiniObject<Shape>>, Kind> {
  type Settings = z.output<z.ZodMiniObject<Shape>>;
  const defaults = schema.parse({});
  const { get, watch, update } = defineState(`local:settings.${name}`, z.catch(schema, defaults));
  const change = (getChange: (settings: Settings) => Partial<Settings>) =>
    update(settings => schema.parse({ ...settings, ...getChange(settings) }));
  return {
    name,
    get,
    watch,
    update: part => change(() => part),
    async importFrom(exported) {
      const values = z.catch(z.record(z.string(), z.unknown()), {}).parse(exported);
      let result: SettingsImport<keyof Settings & string, Kind> = { changed: [], offers: [] };
      await update(before => {
        const { settings, withheld } = withhold(schema.parse({ ...before, ...values }), before);
        const offers = withheld.map(({ switchOn, ...offer }) => ({ ...offer, accept: () => change(switchOn) }));
        result = { changed: listChanged(before, settings), offers };
        return result.changed.length > 0 ? settings : before;
      });
      return result;
    },
  };
}

function listChanged<Settings extends object>(before: Settings, after: Settings): (keyof Settings & string)[] {
  const names = Object.keys(after) as (keyof Settings & string)[];
  return names.filter(name => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
}
