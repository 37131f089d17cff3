import type { Upload, UploadStateName } from '../../lib/features/uploads/upload.ts';
import type { UploadCounts } from '../../lib/features/uploads/upload-store.ts';
import { matchesSearch } from './upload-row.ts';

/** The filters of the list. Queued and sending are one: both are on their way. */
export type UploadFilter = 'all' | 'waiting' | 'held' | 'failed' | 'uploaded' | 'duplicate';

export const STATES_BY_FILTER: Record<UploadFilter, UploadStateName[]> = {
  all: ['queued', 'sending', 'uploaded', 'duplicate', 'held', 'failed'],
  held: ['held'],
  failed: ['failed'],
  waiting: ['queued', 'sending'],
  uploaded: ['uploaded'],
  duplicate: ['duplicate'],
};

/** How many uploads a filter shows. */
export const countMatching = (filter: UploadFilter, counts: UploadCounts): number =>
  STATES_BY_FILTER[filter].reduce((sum, state) => sum + counts[state], 0);

/** Whether a row is shown; undefined where all rows are, so that none has to be tested. */
export function toUploadPredicate(filter: UploadFilter, searchText: string): ((upload: Upload) => boolean) | undefined {
  if (filter === 'all' && searchText.trim() === '') return undefined;
  const states = STATES_BY_FILTER[filter];
  return upload => states.includes(upload.state.name) && matchesSearch(upload, searchText);
}
