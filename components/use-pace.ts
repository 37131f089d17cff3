import { useEffect, useState } from 'preact/hooks';
import { type Sample, sampled, timeLeftMs } from './pace.ts';

/** How long the batch still takes, ms; undefined while nothing moves or too little is known. */
export function usePace(done: number, remaining: number, moving: boolean): number | undefined {
  const [samples, setSamples] = useState<Sample[]>([]);
  useEffect(() => {
    setSamples(before => (moving ? sampled(before, { at: Date.now(), done }) : []));
  }, [done, moving]);
  return moving ? timeLeftMs(samples, remaining, Date.now()) : undefined;
}
