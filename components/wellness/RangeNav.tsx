import { i18n } from '#i18n';
import { addDays, type CalendarDate, type DateRange } from '../../lib/platform/calendar-date.ts';
import { formatMonth, formatNumber } from '../../lib/platform/format.ts';
import { MOST_DAYS } from '../../lib/wellness/diff.ts';
import { DateField } from '../ui/DateField.tsx';
import { SegmentedControl } from '../ui/SegmentedControl.tsx';
import { monthAround, type Shown } from './range.ts';

interface Props {
  shown: Shown;
  today: CalendarDate;
  /** The days that are meant; undefined where they cannot be used. */
  range: DateRange | undefined;
  onShow: (shown: Shown) => void;
}

/** Which days are shown: month after month, or any two dates. */
export function RangeNav({ shown, today, range, onShow }: Props) {
  const toSpan = (span: Shown['span']) =>
    onShow(span === 'month' ? { span, of: range?.to ?? today } : { span, ...(range ?? monthAround(today)) });
  return (
    <div class="line">
      <SegmentedControl
        legend={i18n.t('workouts.days')}
        options={['month', 'dates']}
        value={shown.span}
        getLabel={span => (span === 'month' ? i18n.t('wellness.month') : i18n.t('wellness.dates'))}
        onChange={toSpan}
      />
      {shown.span === 'month' ? (
        <Months of={shown.of} today={today} onShow={of => onShow({ span: 'month', of })} />
      ) : (
        <>
          <DateField
            label={i18n.t('workouts.from')}
            value={shown.from}
            onChange={from => onShow({ ...shown, from })}
          />
          <DateField
            label={i18n.t('workouts.to')}
            value={shown.to}
            onChange={to => onShow({ ...shown, to })}
          />
        </>
      )}
      <p role="status" class="small">
        {!range && i18n.t('wellness.wrongDates', { n: formatNumber(MOST_DAYS) })}
      </p>
    </div>
  );
}

function Months({
  of,
  today,
  onShow,
}: {
  of: CalendarDate;
  today: CalendarDate;
  onShow: (day: CalendarDate) => void;
}) {
  const { from, to } = monthAround(of);
  const isLast = to >= today;
  return (
    <div class="line">
      <button
        type="button"
        class="button slim"
        aria-label={i18n.t('wellness.before')}
        onClick={() => onShow(addDays(from, -1))}
      >
        ‹
      </button>
      <span aria-live="polite">{formatMonth(of)}</span>
      <button
        type="button"
        class="button slim"
        aria-label={i18n.t('wellness.after')}
        aria-disabled={isLast}
        onClick={() => !isLast && onShow(addDays(to, 1))}
      >
        ›
      </button>
    </div>
  );
}
