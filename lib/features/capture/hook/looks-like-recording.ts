import { decodeText } from '../../../formats/decode-text.ts';
import { sniff } from '../../../formats/sniff.ts';
import type { HookReport } from './protocol.ts';

/** Bytes that tell whether the rest is worth passing on. */
export const HOOK_SNIFF_BYTES = 1024;

/**
 * Whether a file with this start may be a recording or an archive of recordings. Of what a page saves any XML may be one; of what it
 * only fetches the XML must say so, for pages fetch all day.
 */
export function looksLikeRecording(start: Uint8Array, how: HookReport['how']): boolean {
  const kind = sniff(start);
  if (kind === 'xml') return how === 'click' || /<(gpx|TrainingCenterDatabase)\b/.test(decodeText(start));
  return kind === 'fit' || kind === 'zip' || kind === 'gzip';
}
