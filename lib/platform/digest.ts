import { readBlobBytes } from './bytes.ts';

/**
 * SHA-256 in lower-case hex.
 * @throws {Problem} `file-unreadable`
 */
export async function digest(content: Uint8Array<ArrayBuffer> | Blob): Promise<string> {
  const bytes = content instanceof Blob ? await readBlobBytes(content) : content;
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(hash, byte => byte.toString(16).padStart(2, '0')).join('');
}
