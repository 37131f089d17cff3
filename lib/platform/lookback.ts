import * as z from 'zod/mini';

const day = z.string().check(z.regex(/^\d{4}-\d\d-\d\d$/));

/** How far back a person looks: 31 days, 365 days, everything, or between two dates (`from` and `to`, YYYY-MM-DD). */
export const lookbackSchema = z.object({
  span: z.catch(z.enum(['month', 'season', 'all', 'dates']), 'month'),
  from: z.catch(z.optional(day), undefined),
  to: z.catch(z.optional(day), undefined),
});

export type Lookback = z.infer<typeof lookbackSchema>;
