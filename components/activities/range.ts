import type { Choice } from '../../lib/activities/choice.ts';
import { addDays, type Day, isDay } from '../../lib/day.ts';

/** How far back a person looks. */
type RangeChoice = Pick<Choice, 'span' | 'from' | 'to'>;

/** Before there were devices whose files anybody still has. */
const BEGINNING: Day = '2000-01-01';

/** The athlete's days that are meant; undefined where two dates are asked for and not there, or the wrong way round. */
export function daysOf(
  { span, from = '', to = '' }: RangeChoice,
  today: Day,
): { from: Day; to: Day } | undefined {
  if (span === 'month') return { from: addDays(today, -31), to: today };
  if (span === 'season') return { from: addDays(today, -365), to: today };
  if (span === 'all') return { from: BEGINNING, to: today };
  return isDay(from) && isDay(to) && from <= to ? { from, to } : undefined;
}
