import { Problem } from './problem.ts';

/**
 * All bytes of a file.
 * @throws {Problem} `file-unreadable` when the file was moved or changed, or its drive removed.
 */
export async function readBlobBytes(blob: Blob): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array(await blob.arrayBuffer());
  } catch (cause) {
    throw new Problem('file-unreadable', { detail: String(cause) }, { cause });
  }
}

/** A view of the bytes, also where they start inside their buffer. */
export function toDataView(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** Joins byte arrays. */
export function concatBytes(chunks: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

export function toBase64(bytes: Uint8Array): string {
  let characters = '';
  for (const byte of bytes) characters += String.fromCharCode(byte);
  return btoa(characters);
}

/** @throws {SyntaxError | DOMException} for text that is not base64 */
export const fromBase64 = (text: string): Uint8Array<ArrayBuffer> =>
  // Node 24, where the tests run, lacks the native decoder, which is faster by orders of magnitude than a call for each byte.
  typeof Uint8Array.fromBase64 === 'function'
    ? Uint8Array.fromBase64(text)
    : Uint8Array.from(atob(text), character => character.charCodeAt(0));

/** The bytes, or undefined for text that is not base64. */
export function tryFromBase64(text: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    return fromBase64(text);
  } catch (thrown) {
    if (thrown instanceof SyntaxError || thrown instanceof DOMException) return undefined;
    throw thrown;
  }
}
