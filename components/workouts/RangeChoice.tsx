import { i18n } from '#i18n';
import type { Day } from '../../lib/day.ts';
import { type Choice, MOST_DAYS, SPANS, type Span, withSpan } from '../../lib/workouts/choice.ts';
import { Choices } from '../Choices.tsx';
import { DayField } from '../DayField.tsx';
import { number } from '../format.ts';

interface Props {
  choice: Choice;
  today: Day;
  /** Two dates are wanted and cannot be used. */
  invalid: boolean;
  onChange: (choice: Choice) => void;
}

/** Which days are shown. */
export function RangeChoice({ choice, today, invalid, onChange }: Props) {
  return (
    <div class="line workouts-range">
      <Choices
        legend={i18n.t('workouts.days')}
        choices={[...SPANS]}
        chosen={choice.span}
        labelOf={span => SPAN_WORDS[span]}
        onChoose={span => onChange(withSpan(choice, span, today))}
      />
      {choice.span === 'dates' && (
        <>
          <DayField
            label={i18n.t('workouts.from')}
            value={choice.from}
            onDay={from => onChange({ ...choice, from: from || undefined })}
          />
          <DayField
            label={i18n.t('workouts.to')}
            value={choice.to}
            onDay={to => onChange({ ...choice, to: to || undefined })}
          />
        </>
      )}
      <p role="status" class="small">
        {invalid && i18n.t('workouts.wrongDates', { n: number(MOST_DAYS) })}
      </p>
    </div>
  );
}

const SPAN_WORDS: Record<Span, string> = {
  today: i18n.t('workouts.today'),
  week: i18n.t('workouts.week'),
  month: i18n.t('workouts.month'),
  dates: i18n.t('workouts.dates'),
};
