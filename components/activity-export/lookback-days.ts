import type { ExportViewOptions } from '../../lib/features/activity-export/export-view-options.ts';
import { addDays, type CalendarDate, isCalendarDate } from '../../lib/platform/calendar-date.ts';

/** How far back a person looks. */
type Lookback = Pick<ExportViewOptions, 'span' | 'from' | 'to'>;

/** Before there were devices whose files anybody still has. */
const EARLIEST_DAY: CalendarDate = '2000-01-01';

/** The athlete's days that are meant; undefined where two dates are asked for and not there, or the wrong way round. */
export function getLookbackDays(
  { span, from = '', to = '' }: Lookback,
  today: CalendarDate,
): { from: CalendarDate; to: CalendarDate } | undefined {
  if (span === 'month') return { from: addDays(today, -31), to: today };
  if (span === 'season') return { from: addDays(today, -365), to: today };
  if (span === 'all') return { from: EARLIEST_DAY, to: today };
  return isCalendarDate(from) && isCalendarDate(to) && from <= to ? { from, to } : undefined;
}
