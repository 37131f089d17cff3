import * as z from 'zod/mini';

// One odd value in a list of years must not hide all the others: these give undefined for a value of another type.
export const lenientText = z.catch(z.nullish(z.string()), undefined);
export const lenientNumber = z.catch(z.nullish(z.number()), undefined);
export const lenientBoolean = z.catch(z.nullish(z.boolean()), undefined);

/** An id as text. A string by the documentation; Strava's are digits, which a server may send as a number. */
export const idSchema = z.pipe(z.union([z.string(), z.int()]), z.transform(String));
