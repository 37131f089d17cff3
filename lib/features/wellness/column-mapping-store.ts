import * as z from 'zod/mini';
import { getHeaderFingerprint } from '../../formats/wellness/column-heading.ts';
import { type ColumnMapping, columnMappingSchema } from '../../formats/wellness/column-mapping.ts';
import { defineState } from '../../platform/stored-state.ts';

/** More table layouts than one athlete is likely to import. */
const MAX_MAPPINGS = 50;

/** A damaged mapping is dropped alone, so that the others stay. */
const mappingsSchema = z.pipe(
  z.array(z.unknown()),
  z.transform(stored =>
    stored.flatMap((one): ColumnMapping[] => {
      const mapping = columnMappingSchema.safeParse(one);
      return mapping.success ? [mapping.data] : [];
    }),
  ),
);

const state = defineState(
  'local:wellnessColumnMappings',
  z.catch(z.object({ mappings: z.catch(mappingsSchema, []) }), { mappings: [] }),
);

/** The mapping that was saved for tables with this header. */
export async function findColumnMapping(header: readonly string[]): Promise<ColumnMapping | undefined> {
  const fingerprint = getHeaderFingerprint(header);
  const mapping = (await state.get()).mappings.find(stored => stored.fingerprint === fingerprint);
  // Two headers can share a fingerprint: a heading may contain the separator.
  return mapping?.columns.length === header.length ? mapping : undefined;
}

/** Saves mappings, newest first; each replaces an older one for the same header. */
export async function saveColumnMappings(mappings: readonly ColumnMapping[]): Promise<void> {
  // Twelve monthly exports of one program share one header.
  const added = new Map(mappings.map(mapping => [mapping.fingerprint, mapping]));
  await state.update(({ mappings: stored }) => ({
    mappings: [...added.values(), ...stored.filter(({ fingerprint }) => !added.has(fingerprint))].slice(
      0,
      MAX_MAPPINGS,
    ),
  }));
}

export async function deleteColumnMappings(): Promise<void> {
  await state.update(() => ({ mappings: [] }));
}

/** Calls back with the number of saved mappings, now and after every change. Returns a function that stops it. */
export const watchColumnMappingCount = (callback: (count: number) => void): (() => void) =>
  state.watch(({ mappings }) => callback(mappings.length));
