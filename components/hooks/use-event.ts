import { useCallback, useRef } from 'preact/hooks';

/** A function with a stable identity that calls the newest `handler`. */
export function useEvent<Args extends unknown[]>(handler: (...args: Args) => void): (...args: Args) => void {
  const latest = useRef(handler);
  latest.current = handler;
  return useCallback((...args: Args) => latest.current(...args), []);
}
