import { i18n } from '#i18n';
import type {
  BackfillPeriod,
  BackfillViewOptions,
} from '../../lib/features/backfill/backfill-view-options.ts';
import { LOOKBACK_LABELS } from '../backfill/backfill-labels.ts';
import { DateField } from './DateField.tsx';

type LookbackRange = Pick<BackfillViewOptions, 'span' | 'from' | 'to'>;

interface Props {
  value: LookbackRange;
  /** Two dates are wanted and not there, or the wrong way round. */
  invalid: boolean;
  onChange: (choice: LookbackRange) => void;
}

/** How far back. */
export function LookbackField({ value, invalid, onChange }: Props) {
  const hasBoth = Boolean(value.from && value.to);
  return (
    <fieldset class="missing-choice">
      <legend>{i18n.t('missing.range')}</legend>
      <div class="line">
        {(Object.keys(LOOKBACK_LABELS) as BackfillPeriod[]).map(span => (
          <label key={span} class="missing-option">
            <input
              type="radio"
              name="span"
              checked={span === value.span}
              onChange={() => onChange({ ...value, span })}
            />
            {LOOKBACK_LABELS[span]}
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
          <DateField
            label={i18n.t('missing.to')}
            value={value.to}
            onChange={to => onChange(withDate(value, { to }))}
          />
        </div>
      )}
      <p role="status" class="small">
        {invalid && hasBoth && i18n.t('missing.wrongWay')}
      </p>
    </fieldset>
  );
}

function withDate(
  choice: LookbackRange,
  { from = choice.from, to = choice.to }: Pick<LookbackRange, 'from' | 'to'>,
): LookbackRange {
  return { ...choice, from: from || undefined, to: to || undefined };
}
