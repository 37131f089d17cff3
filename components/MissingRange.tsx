import { i18n } from '#i18n';
import type { Choice, Span } from '../lib/missing/choice.ts';
import { DayField } from './DayField.tsx';
import { SPAN_WORDS } from './missing-words.ts';

type Range = Pick<Choice, 'span' | 'from' | 'to'>;

interface Props {
  choice: Range;
  /** Two dates are wanted and not there, or the wrong way round. */
  invalid: boolean;
  onChange: (choice: Range) => void;
}

/** How far back. */
export function MissingRange({ choice, invalid, onChange }: Props) {
  const hasBoth = Boolean(choice.from && choice.to);
  return (
    <fieldset class="missing-choice">
      <legend>{i18n.t('missing.range')}</legend>
      <div class="line">
        {(Object.keys(SPAN_WORDS) as Span[]).map(span => (
          <label key={span} class="missing-option">
            <input
              type="radio"
              name="span"
              checked={span === choice.span}
              onChange={() => onChange({ ...choice, span })}
            />
            {SPAN_WORDS[span]}
          </label>
        ))}
      </div>
      {choice.span === 'dates' && (
        <div class="line">
          <DayField
            label={i18n.t('missing.from')}
            value={choice.from}
            onDay={from => onChange(withDay(choice, { from }))}
          />
          <DayField
            label={i18n.t('missing.to')}
            value={choice.to}
            onDay={to => onChange(withDay(choice, { to }))}
          />
        </div>
      )}
      <p role="status" class="small">
        {invalid && hasBoth && i18n.t('missing.wrongWay')}
      </p>
    </fieldset>
  );
}

function withDay(choice: Range, { from = choice.from, to = choice.to }: Pick<Range, 'from' | 'to'>): Range {
  return { ...choice, from: from || undefined, to: to || undefined };
}
