import { storage } from 'wxt/utils/storage';
import * as z from 'zod/mini';

/** The units in which values are shown and typed. What is sent and stored is always metric, as the API is. */
export interface Units {
  distance: 'km' | 'mi';
  weight: 'kg' | 'lb';
}

const METRIC: Units = { distance: 'km', weight: 'kg' };

const unitsSchema = z.catch(z.object({ distance: z.enum(['km', 'mi']), weight: z.enum(['kg', 'lb']) }), METRIC);

const unitsItem = storage.defineItem<unknown>('local:units');

/** Like the language, they are the same for all of a page, and are loaded once before it draws. */
let units = METRIC;

export const getUnits = (): Units => units;

/** Loads the athlete's units, and follows changes. Called once by the background and by each page, when it starts. */
export async function loadUnits(): Promise<void> {
  unitsItem.watch(value => {
    units = unitsSchema.parse(value);
  });
  units = unitsSchema.parse(await unitsItem.getValue());
}

/** Stores the athlete's units; undefined: nobody is connected. */
export async function saveUnits(athletesUnits: Units | undefined): Promise<void> {
  units = athletesUnits ?? METRIC;
  await (athletesUnits ? unitsItem.setValue(athletesUnits) : unitsItem.removeValue());
}
