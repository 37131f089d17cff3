import { useCallback, useEffect, useMemo, useState } from 'preact/hooks';
import { matcher, type Shown } from './filter.ts';
import { type OutboxReading, useOutbox } from './use-outbox.ts';

/** The list of uploads as the person has narrowed it. */
export interface Listing extends OutboxReading {
  shown: Shown;
  typed: string;
  setShown: (shown: Shown) => void;
  setTyped: (typed: string) => void;
  showMore: () => void;
}

const PAGE = 100;

/** Narrows the outbox, and shows a hundred rows more at a time. */
export function useListing(): Listing {
  const [shown, setShown] = useState<Shown>('all');
  const [typed, setTyped] = useState('');
  const searched = useSettled(typed, 150);
  const [limit, setLimit] = useState(PAGE);
  const matches = useMemo(() => matcher(shown, searched), [shown, searched]);
  const reading = useOutbox({ limit, matches });
  // Another question begins at the top again.
  useEffect(() => setLimit(PAGE), [shown, searched]);
  const showMore = useCallback(() => setLimit(n => n + PAGE), []);
  return { ...reading, shown, typed, setShown, setTyped, showMore };
}

/** The value once it has not changed for a moment. */
function useSettled<Value>(value: Value, ms: number): Value {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), ms);
    return () => clearTimeout(timer);
  }, [value, ms]);
  return settled;
}
