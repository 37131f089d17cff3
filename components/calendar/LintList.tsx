import { i18n } from '#i18n';
import type { LintFix, LintRule, LintWarning } from '../../lib/formats/workouts/lint-workout-text.ts';
import { formatNumber } from '../../lib/platform/format.ts';

interface Props {
  warnings: LintWarning[];
  onFix: (text: string) => void;
}

/** Lines that Intervals.icu reads in another way than a person does, with fixes. */
export function LintList({ warnings, onFix }: Props) {
  return (
    <div role="status">
      {warnings.length > 0 && (
        <ul class="lint">
          {warnings.map(warning => (
            <li key={`${warning.line} ${warning.rule} ${warning.excerpt}`} class="line small">
              <span>
                <b>{i18n.t('plan.line', { n: formatNumber(warning.line) })}</b> {getLintMessage(warning)}
              </span>
              {warning.fixes.map(fix => (
                <button key={fix.replacement} type="button" class="button slim" onClick={() => onFix(fix.text)}>
                  {getFixLabel(warning, fix)}
                </button>
              ))}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** A fix that keeps the text moves it to another place. */
const getFixLabel = ({ excerpt }: LintWarning, { replacement }: LintFix): string =>
  replacement === excerpt ? i18n.t('plan.mendPlace') : i18n.t('plan.mend', { to: replacement });

/** What Intervals.icu would make of the line, in a sentence. */
const getLintMessage = ({ rule, excerpt }: LintWarning): string => MESSAGES[rule](excerpt);

const MESSAGES: Record<LintRule, (found: string) => string> = {
  minutes: found => i18n.t('trap.minutes', { found, n: found.replace(/\D/g, '') }),
  unit: found => i18n.t('trap.unit', { found }),
  'unsure-length': found => i18n.t('trap.unsureLength', { found }),
  power: found => i18n.t('trap.power', { found }),
  'pace-word': found => i18n.t('trap.paceWord', { found }),
  'blank-line': found => i18n.t('trap.blankLine', { found }),
  indented: () => i18n.t('trap.indented'),
  nested: found => i18n.t('trap.nested', { found }),
  'dash-repeat': found => i18n.t('trap.dashRepeat', { found }),
  repeat: found => i18n.t('trap.repeat', { found }),
  'number-in-words': found => i18n.t('trap.numberInWords', { found }),
  'no-target': found => i18n.t('trap.noTarget', { found }),
  'no-length': found => i18n.t('trap.noLength', { found }),
  'no-dash': found => i18n.t('trap.noDash', { found }),
};
