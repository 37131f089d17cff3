import { i18n } from '#i18n';
import {
  CALENDAR_PERIODS,
  type CalendarPeriod,
  type CalendarViewOptions,
  MAX_CALENDAR_DAYS,
  withPeriod,
} from '../../lib/features/calendar/calendar-view-options.ts';
import type { CalendarDate } from '../../lib/platform/calendar-date.ts';
import { formatNumber } from '../../lib/platform/format.ts';
import { DateField } from '../ui/DateField.tsx';
import { SegmentedControl } from '../ui/SegmentedControl.tsx';

interface Props {
  choice: CalendarViewOptions;
  today: CalendarDate;
  /** Two dates are wanted, and one is missing or they are in the wrong order or too far apart. */
  invalid: boolean;
  onChange: (choice: CalendarViewOptions) => void;
}

/** Picks which days are shown. */
export function CalendarRangePicker({ choice, today, invalid, onChange }: Props) {
  return (
    <div class="line workouts-range">
      <SegmentedControl
        legend={i18n.t('workouts.days')}
        options={[...CALENDAR_PERIODS]}
        value={choice.span}
        getLabel={span => SPAN_LABELS[span]}
        onChange={span => onChange(withPeriod(choice, span, today))}
      />
      {choice.span === 'dates' && (
        <>
          <DateField
            label={i18n.t('workouts.from')}
            value={choice.from}
            onChange={from => onChange({ ...choice, from: from || undefined })}
          />
          <DateField
            label={i18n.t('workouts.to')}
            value={choice.to}
            onChange={to => onChange({ ...choice, to: to || undefined })}
          />
        </>
      )}
      <p role="status" class="small">
        {invalid && i18n.t('workouts.wrongDates', { n: formatNumber(MAX_CALENDAR_DAYS) })}
      </p>
    </div>
  );
}

const SPAN_LABELS: Record<CalendarPeriod, string> = {
  today: i18n.t('workouts.today'),
  week: i18n.t('workouts.week'),
  month: i18n.t('workouts.month'),
  dates: i18n.t('workouts.dates'),
};
