import { i18n } from '#i18n';
import { VERDICTS } from '../lib/missing/search.ts';
import { Choices } from './Choices.tsx';
import { number } from './format.ts';
import type { Shown } from './MissingFindings.tsx';
import { VERDICT_WORDS } from './missing-words.ts';

interface Props {
  counts: Record<Shown, number>;
  shown: Shown;
  onShown: (shown: Shown) => void;
}

/** Narrows the list by verdict. Only what there is can be chosen. */
export function MissingFilter({ counts, shown, onShown }: Props) {
  const choices: Shown[] = ['all', ...VERDICTS.filter(verdict => counts[verdict] > 0 || verdict === shown)];
  return (
    <div class="filter">
      <Choices
        legend={i18n.t('list.filter')}
        choices={choices}
        chosen={shown}
        labelOf={choice => labelOf(choice, counts[choice])}
        onChoose={onShown}
      />
    </div>
  );
}

const labelOf = (choice: Shown, count: number): string =>
  choice === 'all'
    ? i18n.t('list.all', { n: number(count) })
    : i18n.t('list.filterOne', { state: VERDICT_WORDS[choice], n: number(count) });
