import { decodeText } from '../../../formats/decode-text.ts';
import { sniff } from '../../../formats/sniff.ts';
import type { HookReport } from './protocol.ts';

/** Bytes that tell whether the rest is worth carrying. */
export const HOOK_SNIFF_BYTES = 1024;

/**
 * Whether what begins so may be a recording, or an archive of some. What a page saves is looked at generously; of what it merely
 * fetches only what says that it is one, for pages fetch all day.
 */
export function looksLikeRecording(start: Uint8Array, how: HookReport['how']): boolean {
  const kind = sniff(start);
  if (kind === 'xml') return how === 'click' || /<(gpx|TrainingCenterDatabase)\b/.test(decodeText(start));
  return kind === 'fit' || kind === 'zip' || kind === 'gzip';
}
