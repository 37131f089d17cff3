import { useCallback, useRef } from 'preact/hooks';

/** The same function each time, that does what the newest one does. */
export function useSteady<Args extends unknown[]>(work: (...args: Args) => void): (...args: Args) => void {
  const newest = useRef(work);
  newest.current = work;
  return useCallback((...args: Args) => newest.current(...args), []);
}
