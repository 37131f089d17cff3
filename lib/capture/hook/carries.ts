import { sniff } from '../../files/sniff.ts';
import { decodeText } from '../../files/text.ts';
import type { Spoken } from './spoken.ts';

/** Bytes that tell whether the rest is worth carrying. */
export const SNIFFED = 1024;

/**
 * Whether what begins so may be a recording, or an archive of some. What a page saves is looked at generously; of what it merely
 * fetches only what says that it is one, for pages fetch all day.
 */
export function carries(start: Uint8Array, how: Spoken['how']): boolean {
  const kind = sniff(start);
  if (kind === 'xml') return how === 'click' || /<(gpx|TrainingCenterDatabase)\b/.test(decodeText(start));
  return kind === 'fit' || kind === 'zip' || kind === 'gzip';
}
