import { i18n } from '#i18n';
import type { Lookback } from '../../lib/platform/lookback.ts';
import { DateField } from './DateField.tsx';
import './LookbackField.css';

interface Props {
  value: Lookback;
  /** Two dates are wanted, and one is missing or they are in the wrong order. */
  invalid: boolean;
  onChange: (choice: Lookback) => void;
}

/** How far back to look: a period, or two dates. */
export function LookbackField({ value, invalid, onChange }: Props) {
  const hasBoth = Boolean(value.from && value.to);
  return (
    <fieldset class="radio-row">
      <legend>{i18n.t('missing.range')}</legend>
      <div class="line">
        {SPANS.map(span => (
          <label key={span} class="radio-row-option">
            <input
              type="radio"
              name="span"
              checked={span === value.span}
              onChange={() => onChange({ ...value, span })}
            />
            {SPAN_LABELS[span]}
          </label>
        ))}
      </div>
      {value.span === 'dates' && (
        <div class="line">
          <DateField
            label={i18n.t('missing.from')}
            value={value.from}
            onChange={from => onChange(withDate(value, { from }))}
          />
          <DateField label={i18n.t('missing.to')} value={value.to} onChange={to => onChange(withDate(value, { to }))} />
        </div>
      )}
      <p role="status" class="small">
        {invalid && hasBoth && i18n.t('missing.wrongWay')}
      </p>
    </fieldset>
  );
}

function withDate(choice: Lookback, { from = choice.from, to = choice.to }: Pick<Lookback, 'from' | 'to'>): Lookback {
  return { ...choice, from: from || undefined, to: to || undefined };
}

const SPANS: Lookback['span'][] = ['month', 'season', 'all', 'dates'];

const SPAN_LABELS: Record<Lookback['span'], string> = {
  month: i18n.t('missing.month'),
  season: i18n.t('missing.season'),
  all: i18n.t('missing.all'),
  dates: i18n.t('missing.dates'),
};
