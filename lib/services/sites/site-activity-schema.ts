import * as z from 'zod/mini';

const idSchema = z.string().check(z.regex(/^-?\d{1,20}$/));

/** A `SiteActivity` that a site's page, or a page of our own, has sent. */
export const siteActivitySchema = z.object({
  id: idSchema,
  athlete: z.optional(idSchema),
  name: z.optional(z.string().check(z.minLength(1), z.maxLength(500))),
  file: z.optional(idSchema),
});
