import type { Upload, UploadStateName } from '../../lib/features/uploads/upload.ts';
import type { UploadCounts } from '../../lib/features/uploads/upload-store.ts';
import { matchesSearch } from './upload-row.ts';

/** What the list can be narrowed to. Queued and sending are one: both are on their way. */
export type UploadFilter = 'all' | 'waiting' | 'held' | 'failed' | 'uploaded' | 'duplicate';

export const STATES_BY_FILTER: Record<UploadFilter, UploadStateName[]> = {
  all: ['queued', 'sending', 'uploaded', 'duplicate', 'held', 'failed'],
  held: ['held'],
  failed: ['failed'],
  waiting: ['queued', 'sending'],
  uploaded: ['uploaded'],
  duplicate: ['duplicate'],
};

/** How many uploads a choice would show. */
export const countMatching = (filter: UploadFilter, counts: UploadCounts): number =>
  STATES_BY_FILTER[filter].reduce((sum, state) => sum + counts[state], 0);

/** Which rows to show; undefined where that is all of them, so that they need not be looked at one by one. */
export function toUploadPredicate(
  filter: UploadFilter,
  searchText: string,
): ((upload: Upload) => boolean) | undefined {
  if (filter === 'all' && searchText.trim() === '') return undefined;
  const states = STATES_BY_FILTER[filter];
  return upload => states.includes(upload.state.name) && matchesSearch(upload, searchText);
}
