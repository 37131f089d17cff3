import * as z from 'zod/mini';
import { kept } from '../kept.ts';
import { DAY } from '../time.ts';
import type { Range } from './search.ts';

const day = z.string().check(z.regex(/^\d{4}-\d\d-\d\d$/));

/** How far back a person looks. */
export const stretchSchema = z.object({
  span: z.catch(z.enum(['month', 'season', 'all', 'dates']), 'month'),
  /** Days of the person's own calendar. */
  from: z.catch(z.optional(day), undefined),
  to: z.catch(z.optional(day), undefined),
});

const choiceSchema = z.extend(stretchSchema, {
  site: z.catch(z.enum(['garmin', 'trainingpeaks', 'strava']), 'garmin'),
});

/** Where and how far back a person looks for what is missing. */
export type Choice = z.infer<typeof choiceSchema>;

export type Span = Choice['span'];

const state = kept('local:missing', choiceSchema);

/** What was chosen last. */
export const getChoice = state.get;

export const keepChoice = (choice: Choice): Promise<Choice> => state.change(() => choice);

/** Before there were devices whose files anybody still has. */
const BEGINNING = Date.UTC(2000, 0, 1);

/** The stretch of time that is meant; undefined where two dates are asked for and not there, or the wrong way round. */
export function rangeOf({ span, from, to }: Choice, now = Date.now()): Range | undefined {
  // A day more: clocks of other zones are ahead.
  const toMs = now + DAY;
  if (span === 'month') return { fromMs: now - 31 * DAY, toMs };
  if (span === 'season') return { fromMs: now - 365 * DAY, toMs };
  if (span === 'all') return { fromMs: BEGINNING, toMs };
  const fromMs = Date.parse(`${from}T00:00`);
  const endMs = Date.parse(`${to}T23:59:59.999`);
  return fromMs < endMs ? { fromMs: Math.max(fromMs, BEGINNING), toMs: endMs } : undefined;
}
