import { decodeText } from './decode-text.ts';

/** What a file is by its first bytes. What an `xml` file is, its root element decides. */
export type SniffedKind =
  | 'fit'
  | 'zip'
  | 'gzip'
  | 'xml'
  | 'web-page'
  | 'json'
  | 'workout'
  | 'astronomy'
  | 'health-data'
  | 'tar'
  | 'system-file';

/** Bytes that `sniff` looks at. */
export const SNIFF_BYTES = 1024;

/** What a file is by its content; names and MIME types are often wrong. Undefined for unknown content. */
export function sniff(bytes: Uint8Array): SniffedKind | undefined {
  const magic = MAGIC_BYTES.find(({ at, values }) => values.every((value, index) => bytes[at + index] === value));
  if (magic) return magic.kind;
  const text = decodeText(bytes.subarray(0, SNIFF_BYTES)).trimStart();
  return TEXT_PATTERNS.find(([pattern]) => pattern.test(text))?.[1];
}

/** Kinds of which the content may be or hold a recording. */
type RecordingKind = 'fit' | 'zip' | 'gzip' | 'xml';

const RECORDING_KINDS: ReadonlySet<SniffedKind> = new Set<RecordingKind>(['fit', 'zip', 'gzip', 'xml']);

export const mayHoldRecording = (kind: SniffedKind): kind is RecordingKind => RECORDING_KINDS.has(kind);

const MAGIC_BYTES: readonly { at: number; values: readonly number[]; kind: SniffedKind }[] = [
  { at: 8, values: [0x2e, 0x46, 0x49, 0x54], kind: 'fit' },
  { at: 0, values: [0x50, 0x4b, 0x03, 0x04], kind: 'zip' },
  // A zip without entries, plain and zip64, and a zip in one volume of several.
  { at: 0, values: [0x50, 0x4b, 0x05, 0x06], kind: 'zip' },
  { at: 0, values: [0x50, 0x4b, 0x06, 0x06], kind: 'zip' },
  { at: 0, values: [0x50, 0x4b, 0x07, 0x08], kind: 'zip' },
  { at: 0, values: [0x1f, 0x8b, 0x08], kind: 'gzip' },
  // "ustar" (https://pubs.opengroup.org/onlinepubs/9799919799/utilities/pax.html, ustar Interchange Format).
  { at: 257, values: [0x75, 0x73, 0x74, 0x61, 0x72], kind: 'tar' },
  // AppleDouble (https://www.rfc-editor.org/rfc/rfc1740): what macOS keeps about a file on a disk that is not its own.
  { at: 0, values: [0x00, 0x05, 0x16, 0x07], kind: 'system-file' },
];

const TEXT_PATTERNS: readonly (readonly [RegExp, SniffedKind])[] = [
  [/^<(!doctype\s+html|html|head|body)\b/i, 'web-page'],
  // Apple Health's export.xml and export_cda.xml, which may have gigabytes.
  [/^(<\?xml[^>]*>\s*)?(<!--[^>]*>\s*)*<(!DOCTYPE\s+HealthData|HealthData|ClinicalDocument)\b/, 'health-data'],
  [/^<[\w!?]/, 'xml'],
  // ERG and MRC.
  [/^\[COURSE HEADER\]/i, 'workout'],
  [/^SIMPLE {2}=/, 'astronomy'],
  [/^(\{\s*["}]|\[\s*(["{[\]\d-]|true|false|null))/, 'json'],
];
