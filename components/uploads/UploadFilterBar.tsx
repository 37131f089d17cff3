import { i18n } from '#i18n';
import type { UploadCounts } from '../../lib/features/uploads/upload-store.ts';
import { formatNumber } from '../../lib/platform/format.ts';
import { SegmentedControl } from '../ui/SegmentedControl.tsx';
import { countMatching, STATES_BY_FILTER, type UploadFilter } from './upload-filter.ts';
import { UPLOAD_STATE_LABELS } from './upload-messages.ts';
import '../ui/SegmentedControl.css';

interface Props {
  counts: UploadCounts;
  filter: UploadFilter;
  searchText: string;
  onFilterChange: (shown: UploadFilter) => void;
  onSearch: (typed: string) => void;
}

/** Filters the list by state and by text. Offers only states that occur. */
export function UploadFilterBar({ counts, filter, searchText, onFilterChange, onSearch }: Props) {
  const choices = (Object.keys(STATES_BY_FILTER) as UploadFilter[]).filter(
    choice => choice === 'all' || choice === filter || countMatching(choice, counts) > 0,
  );
  return (
    <div class="filter">
      <SegmentedControl
        legend={i18n.t('list.filter')}
        options={choices}
        value={filter}
        getLabel={choice => getFilterLabel(choice, counts)}
        onChange={onFilterChange}
      />
      <input
        class="field filter-search"
        type="search"
        aria-label={i18n.t('list.search')}
        placeholder={i18n.t('list.searchHint')}
        value={searchText}
        onInput={event => onSearch(event.currentTarget.value)}
      />
    </div>
  );
}

function getFilterLabel(filter: UploadFilter, counts: UploadCounts): string {
  const n = formatNumber(countMatching(filter, counts));
  if (filter === 'all') return i18n.t('list.all', { n });
  if (filter === 'waiting') return i18n.t('list.filterWaiting', { n });
  return i18n.t('list.filterOne', { state: UPLOAD_STATE_LABELS[filter], n });
}
