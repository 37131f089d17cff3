import * as z from 'zod/mini';

const idSchema = z.string().check(z.regex(/^-?\d{1,20}$/));

/** An activity as a page, or one of our own pages, names it. */
export const siteActivitySchema = z.object({
  id: idSchema,
  athlete: z.optional(idSchema),
  name: z.optional(z.string().check(z.minLength(1), z.maxLength(500))),
  file: z.optional(idSchema),
});
