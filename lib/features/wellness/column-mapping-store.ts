import { storage } from 'wxt/utils/storage';
import * as z from 'zod/mini';
import { getHeaderFingerprint } from '../../formats/wellness/column-heading.ts';
import { type ColumnMapping, columnMappingSchema } from '../../formats/wellness/column-mapping.ts';

/** More programs than anybody keeps books with. */
const MAX_MAPPINGS = 50;

const item = storage.defineItem<unknown>('local:wellnessMappings', { fallback: [] });

/** What a person once said about the columns of a table with this header. */
export async function findColumnMapping(header: readonly string[]): Promise<ColumnMapping | undefined> {
  const fingerprint = getHeaderFingerprint(header);
  const mapping = parseMappings(await item.getValue()).find(stored => stored.fingerprint === fingerprint);
  return mapping?.columns.length === header.length ? mapping : undefined;
}

/** Keeps what a person says about the columns of tables for the next time; the newest word counts. */
export async function saveColumnMappings(mappings: readonly ColumnMapping[]): Promise<void> {
  // Twelve months of one program are one header.
  const newMappings = new Map(mappings.map(mapping => [mapping.fingerprint, mapping]));
  const others = parseMappings(await item.getValue()).filter(
    ({ fingerprint }) => !newMappings.has(fingerprint),
  );
  await item.setValue([...newMappings.values(), ...others].slice(0, MAX_MAPPINGS));
}

export const deleteColumnMappings = (): Promise<void> => item.removeValue();

/** Calls back with how many tables are remembered, now and after every change. Returns what ends it. */
export function watchColumnMappingCount(callback: (count: number) => void): () => void {
  void item.getValue().then(value => callback(parseMappings(value).length));
  return item.watch(value => callback(parseMappings(value).length));
}

// Each falls alone: one damaged mapping must not take the others with it.
function parseMappings(value: unknown): ColumnMapping[] {
  const stored = z.array(z.unknown()).safeParse(value);
  if (!stored.success) return [];
  return stored.data.flatMap(one => {
    const mapping = columnMappingSchema.safeParse(one);
    return mapping.success ? mapping.data : [];
  });
}
