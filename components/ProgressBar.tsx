import { i18n } from '#i18n';
import { number } from './format.ts';
import './Progress.css';

interface Props {
  label: string;
  settled: number;
  all: number;
}

/** How many of all are settled, as a bar and in words. */
export function ProgressBar({ label, settled, all }: Props) {
  return (
    <div
      class="progress-bar"
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={all}
      aria-valuenow={settled}
      aria-valuetext={i18n.t('batch.progress', { done: number(settled), all: number(all) })}
    >
      <div class="progress-done" style={{ inlineSize: `${all === 0 ? 0 : (100 * settled) / all}%` }} />
    </div>
  );
}
