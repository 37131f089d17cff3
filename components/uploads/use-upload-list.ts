import { useCallback, useEffect, useMemo, useState } from 'preact/hooks';
import { toUploadPredicate, type UploadFilter } from './upload-filter.ts';
import { type UploadsState, useUploads } from './use-uploads.ts';

/** The filtered list of uploads. */
export interface UploadList extends UploadsState {
  filter: UploadFilter;
  searchText: string;
  setFilter: (shown: UploadFilter) => void;
  setSearchText: (typed: string) => void;
  showMore: () => void;
}

const PAGE_SIZE = 100;

/** Filters the uploads, and shows a hundred more rows at a time. */
export function useUploadList(): UploadList {
  const [filter, setFilter] = useState<UploadFilter>('all');
  const [searchText, setSearchText] = useState('');
  const debouncedText = useDebounced(searchText, 150);
  const [limit, setLimit] = useState(PAGE_SIZE);
  const matches = useMemo(() => toUploadPredicate(filter, debouncedText), [filter, debouncedText]);
  const uploadsState = useUploads({ limit, matches });
  // Another filter begins with the first page.
  useEffect(() => setLimit(PAGE_SIZE), [filter, debouncedText]);
  const showMore = useCallback(() => setLimit(n => n + PAGE_SIZE), []);
  return { ...uploadsState, filter, searchText, setFilter, setSearchText, showMore };
}

/** The value once it has not changed for `ms`. */
function useDebounced<Value>(value: Value, ms: number): Value {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), ms);
    return () => clearTimeout(timer);
  }, [value, ms]);
  return settled;
}
