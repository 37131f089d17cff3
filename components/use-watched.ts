import { useEffect, useState } from 'preact/hooks';

/** Calls back with a value now and after every change. Returns what ends it. */
export type Watch<Value> = (callback: (value: Value) => void) => () => void;

/** The newest value of something watched; undefined until the first has arrived. `watch` must be the same each time. */
export function useWatched<Value>(watch: Watch<Value>): Value | undefined {
  const [value, setValue] = useState<Value>();
  useEffect(() => watch(setValue), [watch]);
  return value;
}
