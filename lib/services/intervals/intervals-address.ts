import { getHost } from '../../platform/host.ts';

/** Whether an address, also a blob's, is on Intervals.icu. */
export function isIntervalsAddress(address: string): boolean {
  const host = getHost(address);
  return host === 'intervals.icu' || (host?.endsWith('.intervals.icu') ?? false);
}
