import { useEffect, useState } from 'preact/hooks';

/** Calls back with the value now and after every change. Returns the function that unsubscribes. */
export type Subscribe<Value> = (callback: (value: Value) => void) => () => void;

/** The newest value; undefined until the first arrives. `subscribe` must be the same function in every render. */
export function useSubscription<Value>(subscribe: Subscribe<Value>): Value | undefined {
  const [value, setValue] = useState<Value>();
  useEffect(() => subscribe(setValue), [subscribe]);
  return value;
}
