import { i18n } from '#i18n';
import type { CalendarDate } from '../../../lib/platform/calendar-date.ts';
import { formatDay, formatNumber } from '../../../lib/platform/format.ts';
import { isOdd } from '../../../lib/wellness/entry.ts';
import { type Manner, type Tally, tallyOf } from '../../../lib/wellness/import-plan.ts';
import { ProblemSentence } from '../../text/ProblemSentence.tsx';
import { SegmentedControl } from '../../ui/SegmentedControl.tsx';
import type { Planned } from './use-plan.ts';

/** What the import would do in all, and whether it may replace anything. */
export function ImportSummary({ planned }: { planned: Planned }) {
  const { plan, problem, manner, chosen } = planned;
  const odd = planned.edits.filter(({ key, to }) => isOdd(key, to)).length;
  return (
    <>
      {plan && (
        <SegmentedControl
          legend={i18n.t('import.manner')}
          options={MANNERS}
          value={manner}
          getLabel={choice => LABELS[choice]()}
          onChange={planned.setManner}
        />
      )}
      <div role="status" class="import-summary">
        {planned.isComparing && <p class="muted">{i18n.t('import.comparing')}</p>}
        {plan && sentencesOf(tallyOf(plan, chosen), manner).map(sentence => <p key={sentence}>{sentence}</p>)}
        {odd > 0 && <p class="import-odd">{i18n.t('import.odd', odd, [formatNumber(odd)])}</p>}
        {problem && (
          <p class="import-problem">
            <ProblemSentence problem={problem} />
          </p>
        )}
      </div>
      {problem && (
        <button type="button" class="button slim" onClick={planned.again}>
          {i18n.t('import.compareAgain')}
        </button>
      )}
    </>
  );
}

const MANNERS: Manner[] = ['fill', 'replace'];

const LABELS: Record<Manner, () => string> = {
  fill: () => i18n.t('import.fill'),
  replace: () => i18n.t('import.replace'),
};

function sentencesOf({ locked, ...tally }: Tally, manner: Manner): string[] {
  const { other, same } = tally;
  const others = manner === 'fill' ? 'import.otherKept' : 'import.otherReplaced';
  const counts = [
    i18n.t('import.newCount', tally.new, [formatNumber(tally.new)]),
    ...(other > 0 ? [i18n.t(others, other, [formatNumber(other)])] : []),
    ...(same > 0 ? [i18n.t('import.same', same, [formatNumber(same)])] : []),
  ];
  if (locked.length === 0) return [`${counts.join('; ')}.`];
  const words = { days: namesOf(locked) };
  return [
    `${counts.join('; ')}.`,
    i18n.t('import.locked', locked.length, [formatNumber(locked.length)], words),
  ];
}

/** Nobody reads more names than these. */
const MOST_NAMED = 5;

function namesOf(days: readonly CalendarDate[]): string {
  const names = days.slice(0, MOST_NAMED).map(formatDay).join('; ');
  const more = days.length - MOST_NAMED;
  return more > 0 ? i18n.t('import.andMore', { days: names, n: formatNumber(more) }) : names;
}
