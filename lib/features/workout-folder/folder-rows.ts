import * as z from 'zod/mini';
import type { DirectoryHandle } from '../../platform/directory.ts';
import { defineRows } from '../../platform/stored-rows.ts';
import type { ManagedFile } from './reconcile.ts';

/** Browsers store handles as they are; of what they are made of there is nothing to check. */
export const handleRows = defineRows<DirectoryHandle>(
  'workout folder: handles',
  z.custom<DirectoryHandle>(
    value => z.object({ kind: z.literal('directory'), name: z.string() }).safeParse(value).success,
  ),
);

/** A file whose row cannot be read is not known for Musette's, so it is neither overwritten nor removed. */
export const managedFileRows = defineRows<ManagedFile>(
  'workout folder: written',
  z.looseObject({ event: z.int(), name: z.string(), digests: z.array(z.string()) }),
);
