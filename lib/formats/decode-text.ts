/**
 * Decodes a file's bytes. The encoding comes from a byte order mark, else from the zero bytes of UTF-16, else from an
 * XML declaration, else it is UTF-8. Invalid UTF-8 is read as Windows-1252.
 * Never throws; bytes without a meaning become U+FFFD.
 */
export function decodeText(bytes: Uint8Array): string {
  const encoding = detectEncoding(bytes);
  if (encoding !== 'utf-8') return new TextDecoder(encoding).decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // Not UTF-8. In Windows-1252 every byte is a character.
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

function detectEncoding(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  // All formats that we read begin with ASCII, so a zero byte in the first two means UTF-16.
  if (second === 0 && first !== 0) return 'utf-16le';
  if (first === 0 && second !== 0) return 'utf-16be';
  return readDeclaredEncoding(bytes) ?? 'utf-8';
}

function readDeclaredEncoding(bytes: Uint8Array): string | undefined {
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, DECLARATION_BYTES));
  const label = /<\?xml[^>]*?\sencoding\s*=\s*["']([^"']+)["']/.exec(start)?.[1];
  if (label === undefined) return undefined;
  try {
    const { encoding } = new TextDecoder(label);
    // The declaration was readable one byte at a time, so it cannot be UTF-16.
    return encoding.startsWith('utf-16') ? undefined : encoding;
  } catch {
    // An encoding that the browser does not know.
    return undefined;
  }
}

/** Enough for an XML declaration, even behind the ten blanks that old Strava exports begin with. */
const DECLARATION_BYTES = 256;
