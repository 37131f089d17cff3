/**
 * The text in a file's bytes, whatever it was written with: a byte order mark counts first, then the zero bytes of
 * UTF-16, then what an XML declaration says, then UTF-8. What is no valid UTF-8 is taken for Windows-1252.
 * Never throws; bytes without a meaning become U+FFFD.
 */
export function decodeText(bytes: Uint8Array): string {
  const encoding = detectEncoding(bytes);
  if (encoding !== 'utf-8') return new TextDecoder(encoding).decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // Not UTF-8 after all: Windows-1252 gives every byte a character.
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

function detectEncoding(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  // Everything that we read begins with ASCII, so a zero beside it gives UTF-16 away.
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
    // We could read the declaration a byte at a time, so it is wrong about these.
    return encoding.startsWith('utf-16') ? undefined : encoding;
  } catch {
    // No encoding that the platform knows.
    return undefined;
  }
}

/** An XML declaration stands at the very beginning; old Strava exports put ten blanks before it. */
const DECLARATION_BYTES = 256;
