import { i18n } from '#i18n';
import { addDays, type Day, type DayRange } from '../../lib/day.ts';
import { MOST_DAYS } from '../../lib/wellness/diff.ts';
import { Choices } from '../Choices.tsx';
import { DayField } from '../DayField.tsx';
import { monthOf, number } from '../format.ts';
import { monthAround, type Shown } from './range.ts';

interface Props {
  shown: Shown;
  today: Day;
  /** The days that are meant; undefined where they cannot be used. */
  range: DayRange | undefined;
  onShow: (shown: Shown) => void;
}

/** Which days are shown: month after month, or any two dates. */
export function RangeNav({ shown, today, range, onShow }: Props) {
  const toSpan = (span: Shown['span']) =>
    onShow(span === 'month' ? { span, of: range?.to ?? today } : { span, ...(range ?? monthAround(today)) });
  return (
    <div class="line">
      <Choices
        legend={i18n.t('workouts.days')}
        choices={['month', 'dates']}
        chosen={shown.span}
        labelOf={span => (span === 'month' ? i18n.t('wellness.month') : i18n.t('wellness.dates'))}
        onChoose={toSpan}
      />
      {shown.span === 'month' ? (
        <Months of={shown.of} today={today} onShow={of => onShow({ span: 'month', of })} />
      ) : (
        <>
          <DayField
            label={i18n.t('workouts.from')}
            value={shown.from}
            onDay={from => onShow({ ...shown, from })}
          />
          <DayField label={i18n.t('workouts.to')} value={shown.to} onDay={to => onShow({ ...shown, to })} />
        </>
      )}
      <p role="status" class="small">
        {!range && i18n.t('wellness.wrongDates', { n: number(MOST_DAYS) })}
      </p>
    </div>
  );
}

function Months({ of, today, onShow }: { of: Day; today: Day; onShow: (day: Day) => void }) {
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
      <span aria-live="polite">{monthOf(of)}</span>
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
