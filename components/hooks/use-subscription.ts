import { useEffect, useState } from 'preact/hooks';

/** Calls back with a value now and after every change. Returns what ends it. */
export type Subscribe<Value> = (callback: (value: Value) => void) => () => void;

/** The newest value of something watched; undefined until the first has arrived. `watch` must be the same each time. */
export function useSubscription<Value>(subscribe: Subscribe<Value>): Value | undefined {
  const [value, setValue] = useState<Value>();
  useEffect(() => subscribe(setValue), [subscribe]);
  return value;
}
