import { i18n } from '#i18n';
import type { Day } from '../../lib/day.ts';
import { longDay, shortWeekday } from '../format.ts';

/** A day, in short for the eye and in full for the ear. */
export function DayHeading({ day, isToday, inFull }: { day: Day; isToday: boolean; inFull?: boolean }) {
  return (
    <h2 class="day-heading">
      {!inFull && <span aria-hidden="true">{shortWeekday(day)}</span>}
      <time dateTime={day} class={inFull ? '' : 'visually-hidden'}>
        {longDay(day)}
      </time>
      {isToday && <span class="day-today small"> {i18n.t('workouts.todayIs')}</span>}
    </h2>
  );
}
