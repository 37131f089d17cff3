import { i18n } from '#i18n';
import { formatNumber } from '../../lib/platform/format.ts';
import './ProgressBar.css';

interface Props {
  label: string;
  value: number;
  max: number;
}

/** How many of all are settled, as a bar and as text for screen readers. */
export function ProgressBar({ label, value, max }: Props) {
  return (
    <div
      class="progress-bar"
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={max}
      aria-valuenow={value}
      aria-valuetext={i18n.t('batch.progress', { done: formatNumber(value), all: formatNumber(max) })}
    >
      <div class="progress-done" style={{ inlineSize: `${max === 0 ? 0 : (100 * value) / max}%` }} />
    </div>
  );
}
