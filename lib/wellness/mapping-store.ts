import { storage } from 'wxt/utils/storage';
import * as z from 'zod/mini';
import { fingerprintOf } from './import/headers.ts';
import { type Mapping, mappingSchema } from './import/mapping.ts';

/** More programs than anybody keeps books with. */
const MOST = 50;

const item = storage.defineItem<unknown>('local:wellnessMappings', { fallback: [] });

/** What a person once said about the columns of a table with this header. */
export async function recallMapping(header: readonly string[]): Promise<Mapping | undefined> {
  const fingerprint = fingerprintOf(header);
  const mapping = parse(await item.getValue()).find(kept => kept.fingerprint === fingerprint);
  return mapping?.columns.length === header.length ? mapping : undefined;
}

/** Keeps what a person says about the columns of tables for the next time; the newest word counts. */
export async function rememberMappings(mappings: readonly Mapping[]): Promise<void> {
  // Twelve months of one program are one header.
  const said = new Map(mappings.map(mapping => [mapping.fingerprint, mapping]));
  const others = parse(await item.getValue()).filter(({ fingerprint }) => !said.has(fingerprint));
  await item.setValue([...said.values(), ...others].slice(0, MOST));
}

export const forgetMappings = (): Promise<void> => item.removeValue();

/** Calls back with how many tables are remembered, now and after every change. Returns what ends it. */
export function watchMappings(callback: (count: number) => void): () => void {
  void item.getValue().then(value => callback(parse(value).length));
  return item.watch(value => callback(parse(value).length));
}

// Each falls alone: one damaged mapping must not take the others with it.
function parse(value: unknown): Mapping[] {
  const kept = z.array(z.unknown()).safeParse(value);
  if (!kept.success) return [];
  return kept.data.flatMap(one => {
    const mapping = mappingSchema.safeParse(one);
    return mapping.success ? mapping.data : [];
  });
}
