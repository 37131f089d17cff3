import { i18n } from '#i18n';
import { MAX_WELLNESS_DAYS } from '../../lib/features/wellness/conflict-check.ts';
import { addDays, type CalendarDate, type DateRange } from '../../lib/platform/calendar-date.ts';
import { formatMonth, formatNumber } from '../../lib/platform/format.ts';
import { DateField } from '../ui/DateField.tsx';
import { SegmentedControl } from '../ui/SegmentedControl.tsx';
import { getMonthRange, type WellnessRangeSelection } from './wellness-range.ts';

interface Props {
  shown: WellnessRangeSelection;
  today: CalendarDate;
  /** The selected days; undefined where the selection is not valid. */
  range: DateRange | undefined;
  onShow: (shown: WellnessRangeSelection) => void;
}

/** Selects the shown days: a month, or a start and an end date. */
export function WellnessRangeNav({ shown, today, range, onShow }: Props) {
  const showMode = (mode: WellnessRangeSelection['mode']) =>
    onShow(mode === 'month' ? { mode, day: range?.to ?? today } : { mode, ...(range ?? getMonthRange(today)) });
  return (
    <div class="line">
      <SegmentedControl
        legend={i18n.t('workouts.days')}
        options={['month', 'dates']}
        value={shown.mode}
        getLabel={mode => (mode === 'month' ? i18n.t('wellness.month') : i18n.t('wellness.dates'))}
        onChange={showMode}
      />
      {shown.mode === 'month' ? (
        <MonthNav day={shown.day} today={today} onShow={day => onShow({ mode: 'month', day })} />
      ) : (
        <>
          <DateField label={i18n.t('workouts.from')} value={shown.from} onChange={from => onShow({ ...shown, from })} />
          <DateField label={i18n.t('workouts.to')} value={shown.to} onChange={to => onShow({ ...shown, to })} />
        </>
      )}
      <p role="status" class="small">
        {!range && i18n.t('wellness.invalidDates', { n: formatNumber(MAX_WELLNESS_DAYS) })}
      </p>
    </div>
  );
}

function MonthNav({
  day,
  today,
  onShow,
}: {
  day: CalendarDate;
  today: CalendarDate;
  onShow: (day: CalendarDate) => void;
}) {
  const { from, to } = getMonthRange(day);
  const isLast = to >= today;
  return (
    <div class="line">
      <button
        type="button"
        class="button slim"
        aria-label={i18n.t('wellness.previousMonth')}
        onClick={() => onShow(addDays(from, -1))}
      >
        ‹
      </button>
      <span aria-live="polite">{formatMonth(day)}</span>
      <button
        type="button"
        class="button slim"
        aria-label={i18n.t('wellness.nextMonth')}
        aria-disabled={isLast}
        onClick={() => !isLast && onShow(addDays(to, 1))}
      >
        ›
      </button>
    </div>
  );
}
