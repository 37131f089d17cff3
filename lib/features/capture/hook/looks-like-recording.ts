import { decodeText } from '../../../formats/decode-text.ts';
import { sniff } from '../../../formats/sniff.ts';
import { tryFromBase64 } from '../../../platform/bytes.ts';
import type { HookReport } from './protocol.ts';

/** Bytes that tell whether the rest is worth passing on. */
export const HOOK_SNIFF_BYTES = 1024;

/** The same bytes in base64, in whole groups of four characters. */
const SNIFF_CHARACTERS = 4 * Math.ceil(HOOK_SNIFF_BYTES / 3);

/** Whether a report starts like a recording. Its page may have forged it: no more of it is decoded than is needed to tell. */
export function isRecordingReport({ how, base64 }: Pick<HookReport, 'how' | 'base64'>): boolean {
  const start = tryFromBase64(base64.slice(0, SNIFF_CHARACTERS));
  return start !== undefined && looksLikeRecording(start, how);
}

/**
 * Whether a file with this start may be a recording or an archive of recordings. Of what a page saves any XML may be one; of what it
 * only fetches the XML must say so, for pages fetch all day.
 */
export function looksLikeRecording(start: Uint8Array, how: HookReport['how']): boolean {
  const kind = sniff(start);
  if (kind === 'xml') return how === 'click' || /<(gpx|TrainingCenterDatabase)\b/.test(decodeText(start));
  return kind === 'fit' || kind === 'zip' || kind === 'gzip';
}
