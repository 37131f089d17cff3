import { decodeText } from './decode-text.ts';

/** What a file is by its first bytes. What an `xml` file is, its root element decides. */
export type SniffedKind = 'fit' | 'zip' | 'gzip' | 'xml' | 'web-page' | 'json' | 'workout' | 'astronomy';

/** Bytes that `sniff` looks at. */
export const SNIFF_BYTES = 1024;

/** What a file is by its content; names and MIME types are often wrong. Undefined for unknown content. */
export function sniff(bytes: Uint8Array): SniffedKind | undefined {
  const magic = MAGIC_BYTES.find(({ at, values }) => values.every((value, index) => bytes[at + index] === value));
  if (magic) return magic.kind;
  const text = decodeText(bytes.subarray(0, SNIFF_BYTES)).trimStart();
  return TEXT_PATTERNS.find(([pattern]) => pattern.test(text))?.[1];
}

const MAGIC_BYTES: readonly { at: number; values: readonly number[]; kind: SniffedKind }[] = [
  { at: 8, values: [0x2e, 0x46, 0x49, 0x54], kind: 'fit' },
  { at: 0, values: [0x50, 0x4b, 0x03, 0x04], kind: 'zip' },
  // A zip without entries, plain and zip64, and a zip in one volume of several.
  { at: 0, values: [0x50, 0x4b, 0x05, 0x06], kind: 'zip' },
  { at: 0, values: [0x50, 0x4b, 0x06, 0x06], kind: 'zip' },
  { at: 0, values: [0x50, 0x4b, 0x07, 0x08], kind: 'zip' },
  { at: 0, values: [0x1f, 0x8b, 0x08], kind: 'gzip' },
];

const TEXT_PATTERNS: readonly (readonly [RegExp, SniffedKind])[] = [
  [/^<(!doctype\s+html|html|head|body)\b/i, 'web-page'],
  [/^<[\w!?]/, 'xml'],
  // ERG and MRC.
  [/^\[COURSE HEADER\]/i, 'workout'],
  [/^SIMPLE {2}=/, 'astronomy'],
  [/^(\{\s*["}]|\[\s*(["{[\]\d-]|true|false|null))/, 'json'],
];
