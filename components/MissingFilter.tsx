import { useId } from 'preact/hooks';
import { i18n } from '#i18n';
import { VERDICTS } from '../lib/missing/search.ts';
import { number } from './format.ts';
import type { Shown } from './MissingFindings.tsx';
import { VERDICT_WORDS } from './missing-words.ts';
import './FilterBar.css';

interface Props {
  counts: Record<Shown, number>;
  shown: Shown;
  onShown: (shown: Shown) => void;
}

/** Narrows the list by verdict. Only what there is can be chosen. */
export function MissingFilter({ counts, shown, onShown }: Props) {
  const id = useId();
  const choices: Shown[] = ['all', ...VERDICTS.filter(verdict => counts[verdict] > 0 || verdict === shown)];
  return (
    <div class="filter">
      <fieldset class="filter-states">
        <legend class="visually-hidden">{i18n.t('list.filter')}</legend>
        {choices.map(choice => (
          <label key={choice} class="filter-state">
            <input
              type="radio"
              class="cover"
              name={id}
              checked={choice === shown}
              onChange={() => onShown(choice)}
            />
            {labelOf(choice, counts[choice])}
          </label>
        ))}
      </fieldset>
    </div>
  );
}

const labelOf = (choice: Shown, count: number): string =>
  choice === 'all'
    ? i18n.t('list.all', { n: number(count) })
    : i18n.t('list.filterOne', { state: VERDICT_WORDS[choice], n: number(count) });
