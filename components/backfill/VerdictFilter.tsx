import { i18n } from '#i18n';
import { VERDICTS } from '../../lib/features/backfill/backfill-search.ts';
import { formatNumber } from '../../lib/platform/format.ts';
import { SegmentedControl } from '../ui/SegmentedControl.tsx';
import type { ShownVerdict } from './BackfillFindings.tsx';
import { VERDICT_LABELS } from './backfill-labels.ts';

interface Props {
  counts: Record<ShownVerdict, number>;
  value: ShownVerdict;
  onChange: (shown: ShownVerdict) => void;
}

/** Narrows the list by verdict. Only what there is can be chosen. */
export function VerdictFilter({ counts, value, onChange }: Props) {
  const choices: ShownVerdict[] = [
    'all',
    ...VERDICTS.filter(verdict => counts[verdict] > 0 || verdict === value),
  ];
  return (
    <div class="filter">
      <SegmentedControl
        legend={i18n.t('list.filter')}
        options={choices}
        value={value}
        getLabel={choice => getVerdictLabel(choice, counts[choice])}
        onChange={onChange}
      />
    </div>
  );
}

const getVerdictLabel = (choice: ShownVerdict, count: number): string =>
  choice === 'all'
    ? i18n.t('list.all', { n: formatNumber(count) })
    : i18n.t('list.filterOne', { state: VERDICT_LABELS[choice], n: formatNumber(count) });
