import { i18n } from '#i18n';
import type { CalendarDate } from '../../lib/platform/calendar-date.ts';
import { formatLongDay, formatWeekday } from '../../lib/platform/format.ts';

/** A day: in short on screen, in full for screen readers. */
export function DayHeading({ day, isToday, inFull }: { day: CalendarDate; isToday: boolean; inFull?: boolean }) {
  return (
    <h2 class="day-heading">
      {!inFull && <span aria-hidden="true">{formatWeekday(day)}</span>}
      <time dateTime={day} class={inFull ? '' : 'visually-hidden'}>
        {formatLongDay(day)}
      </time>
      {isToday && <span class="day-today small"> {i18n.t('workouts.todayIs')}</span>}
    </h2>
  );
}
