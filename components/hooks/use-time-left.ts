import { useEffect, useState } from 'preact/hooks';
import { addSample, estimateTimeLeftMs, type ProgressSample } from './estimate-time-left.ts';

/** How long the batch still takes, ms; undefined while it does not move, or where that would be a guess. */
export function useTimeLeft(done: number, remaining: number, isMoving: boolean): number | undefined {
  const [samples, setSamples] = useState<ProgressSample[]>([]);
  useEffect(() => {
    setSamples(before => (isMoving ? addSample(before, { at: Date.now(), done }) : []));
  }, [done, isMoving]);
  return isMoving ? estimateTimeLeftMs(samples, remaining, Date.now()) : undefined;
}
