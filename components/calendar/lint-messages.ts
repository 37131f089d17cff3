import { i18n } from '#i18n';
import type { LintRule, LintWarning } from '../../lib/formats/workouts/lint-workout-text.ts';

/** What Intervals.icu would make of it, in a sentence. */
export const getLintMessage = ({ rule, excerpt }: LintWarning): string => MESSAGES[rule](excerpt);

const MESSAGES: Record<LintRule, (found: string) => string> = {
  minutes: found => i18n.t('trap.minutes', { found, n: found.replace(/\D/g, '') }),
  unit: found => i18n.t('trap.unit', { found }),
  power: found => i18n.t('trap.power', { found }),
  'pace-word': found => i18n.t('trap.paceWord', { found }),
  'blank-line': found => i18n.t('trap.blankLine', { found }),
  indented: () => i18n.t('trap.indented'),
  nested: found => i18n.t('trap.nested', { found }),
  'dash-repeat': found => i18n.t('trap.dashRepeat', { found }),
  'number-in-words': found => i18n.t('trap.numberInWords', { found }),
  'no-target': found => i18n.t('trap.noTarget', { found }),
  'no-length': found => i18n.t('trap.noLength', { found }),
  'no-dash': found => i18n.t('trap.noDash', { found }),
};
