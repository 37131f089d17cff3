import { i18n } from '#i18n';
import {
  countByStatus,
  countUnusual,
  type ImportCounts,
  type ImportMode,
} from '../../../lib/features/wellness/import-plan.ts';
import type { CalendarDate } from '../../../lib/platform/calendar-date.ts';
import { formatDay, formatNumber } from '../../../lib/platform/format.ts';
import { ProblemSentence } from '../../text/ProblemSentence.tsx';
import { SegmentedControl } from '../../ui/SegmentedControl.tsx';
import type { ImportPlanView } from './use-import-plan.ts';

/** The counts of an import, and the choice whether it may replace values. */
export function ImportSummary({ planned }: { planned: ImportPlanView }) {
  const { plan, problem, mode, chosen } = planned;
  const unusualCount = plan ? countUnusual(plan, mode, chosen) : 0;
  return (
    <>
      {plan && (
        <SegmentedControl
          legend={i18n.t('import.mode')}
          options={MODES}
          value={mode}
          getLabel={choice => MODE_LABELS[choice]()}
          onChange={planned.setMode}
        />
      )}
      <div role="status" class="import-summary">
        {planned.isComparing && <p class="muted">{i18n.t('import.comparing')}</p>}
        {plan && getSentences(countByStatus(plan, chosen), mode).map(sentence => <p key={sentence}>{sentence}</p>)}
        {unusualCount > 0 && (
          <p class="import-unusual">{i18n.t('import.unusual', unusualCount, [formatNumber(unusualCount)])}</p>
        )}
        {problem && (
          <p class="import-problem">
            <ProblemSentence problem={problem} />
          </p>
        )}
      </div>
      {problem && (
        <button type="button" class="button slim" onClick={planned.retry}>
          {i18n.t('import.retry')}
        </button>
      )}
    </>
  );
}

const MODES: ImportMode[] = ['fill', 'replace'];

const MODE_LABELS: Record<ImportMode, () => string> = {
  fill: () => i18n.t('import.fill'),
  replace: () => i18n.t('import.replace'),
};

function getSentences({ locked, ...counts }: ImportCounts, mode: ImportMode): string[] {
  const { different, same } = counts;
  const differentKey = mode === 'fill' ? 'import.differentKept' : 'import.differentReplaced';
  const parts = [
    i18n.t('import.newCount', counts.new, [formatNumber(counts.new)]),
    ...(different > 0 ? [i18n.t(differentKey, different, [formatNumber(different)])] : []),
    ...(same > 0 ? [i18n.t('import.same', same, [formatNumber(same)])] : []),
  ];
  if (locked.length === 0) return [`${parts.join('; ')}.`];
  const words = { days: listDays(locked) };
  return [`${parts.join('; ')}.`, i18n.t('import.locked', locked.length, [formatNumber(locked.length)], words)];
}

/** The rest is only counted. */
const MAX_LISTED_DAYS = 5;

function listDays(days: readonly CalendarDate[]): string {
  const names = days.slice(0, MAX_LISTED_DAYS).map(formatDay).join('; ');
  const more = days.length - MAX_LISTED_DAYS;
  return more > 0 ? i18n.t('import.andMore', { days: names, n: formatNumber(more) }) : names;
}
