import { inspectFile } from '../../lib/formats/recordings/inspect-file.ts';
import type { InspectedFile, Recording } from '../../lib/formats/recordings/recording.ts';

/** A time after every generated recording, for the warning about the future. */
export const NOW = Date.UTC(2026, 10, 22);

/** What `inspectFile` returns for bytes under this name. */
export async function inspectBytes(bytes: Uint8Array<ArrayBuffer>, name = 'file'): Promise<InspectedFile[]> {
  return Array.fromAsync(inspectFile(new File([bytes], name), NOW));
}

/** A result in a few words for tables of expectations: "recording fit", "not course", "broken empty-file". */
export function describeVerdict(finding: InspectedFile | undefined): string {
  if (finding?.verdict === 'recording') return `recording ${finding.recording.format}`;
  if (finding?.verdict === 'broken') return `broken ${finding.problem.kind}`;
  return finding ? `not ${finding.fileKind}` : 'nothing';
}

/** The recording in bytes that have exactly one. */
export async function readRecording(bytes: Uint8Array<ArrayBuffer>, name?: string): Promise<Recording> {
  const [finding, ...more] = await inspectBytes(bytes, name);
  if (finding?.verdict !== 'recording' || more.length > 0)
    throw new Error(`not one recording: ${describeVerdict(finding)}`);
  return finding.recording;
}

/** What is wrong with one broken file: "file CRC of part 2 of 2". */
export async function getFault(bytes: Uint8Array<ArrayBuffer>, name?: string): Promise<string | undefined> {
  const [finding] = await inspectBytes(bytes, name);
  return finding?.verdict === 'broken' ? (finding.problem.detail ?? finding.problem.kind) : describeVerdict(finding);
}
