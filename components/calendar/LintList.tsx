import { i18n } from '#i18n';
import type { LintFix, LintWarning } from '../../lib/formats/workouts/lint-workout-text.ts';
import { formatNumber } from '../../lib/platform/format.ts';
import { getLintMessage } from './lint-messages.ts';

interface Props {
  warnings: LintWarning[];
  onFix: (text: string) => void;
}

/** Where a text means something else to Intervals.icu than to a person, with what puts it right. */
export function LintList({ warnings, onFix }: Props) {
  return (
    <div role="status">
      {warnings.length > 0 && (
        <ul class="traps">
          {warnings.map(trap => (
            <li key={`${trap.line} ${trap.rule} ${trap.excerpt}`} class="line small">
              <span>
                <b>{i18n.t('plan.line', { n: formatNumber(trap.line) })}</b> {getLintMessage(trap)}
              </span>
              {trap.fixes.map(mend => (
                <button
                  key={mend.replacement}
                  type="button"
                  class="button slim"
                  onClick={() => onFix(mend.text)}
                >
                  {getFixLabel(trap, mend)}
                </button>
              ))}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** Where what stands there stays the same, it is its place that changes. */
const getFixLabel = ({ excerpt }: LintWarning, { replacement }: LintFix): string =>
  replacement === excerpt ? i18n.t('plan.mendPlace') : i18n.t('plan.mend', { to: replacement });
