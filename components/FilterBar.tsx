import { i18n } from '#i18n';
import type { Counts } from '../lib/outbox/store.ts';
import { Choices } from './Choices.tsx';
import { countOf, SHOWN, type Shown } from './filter.ts';
import { number } from './format.ts';
import { STATE_WORDS } from './row-words.ts';
import './FilterBar.css';

interface Props {
  counts: Counts;
  shown: Shown;
  typed: string;
  onShown: (shown: Shown) => void;
  onTyped: (typed: string) => void;
}

/** Narrows the list by state and by words. Only what there is can be chosen. */
export function FilterBar({ counts, shown, typed, onShown, onTyped }: Props) {
  const choices = (Object.keys(SHOWN) as Shown[]).filter(
    choice => choice === 'all' || choice === shown || countOf(choice, counts) > 0,
  );
  return (
    <div class="filter">
      <Choices
        legend={i18n.t('list.filter')}
        choices={choices}
        chosen={shown}
        labelOf={choice => labelOf(choice, counts)}
        onChoose={onShown}
      />
      <input
        class="field filter-search"
        type="search"
        aria-label={i18n.t('list.search')}
        placeholder={i18n.t('list.searchHint')}
        value={typed}
        onInput={event => onTyped(event.currentTarget.value)}
      />
    </div>
  );
}

function labelOf(shown: Shown, counts: Counts): string {
  const n = number(countOf(shown, counts));
  if (shown === 'all') return i18n.t('list.all', { n });
  if (shown === 'waiting') return i18n.t('list.filterWaiting', { n });
  return i18n.t('list.filterOne', { state: STATE_WORDS[shown], n });
}
