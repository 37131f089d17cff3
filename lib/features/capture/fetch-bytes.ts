import { SNIFF_BYTES } from '../../formats/sniff.ts';
import { readBody } from '../../platform/read-body.ts';
import { MAX_DOWNLOAD_BYTES, REFETCH_TIMEOUT_MS } from './capture-limits.ts';

/** How much is read, and when reading may end. */
export interface FetchBounds {
  maxBytes?: number;
  /** Called with the first bytes of what is longer than they are: where it returns false, the rest is not read. */
  shouldReadOn?: (start: Uint8Array) => boolean;
}

/**
 * The bytes at an address; undefined where they cannot be read, are too many or are not wanted. A redirect is refused: the address
 * is already the last one of a chain, and another redirect could lead anywhere.
 */
export async function fetchBytes(
  address: string,
  { maxBytes = MAX_DOWNLOAD_BYTES, shouldReadOn = () => true }: FetchBounds = {},
): Promise<Blob | undefined> {
  const isWanted = (start: Uint8Array) => start.length < SNIFF_BYTES || shouldReadOn(start);
  try {
    const response = await fetch(address, {
      credentials: 'include',
      redirect: 'error',
      signal: AbortSignal.timeout(REFETCH_TIMEOUT_MS),
    });
    if (!response.ok || !response.body) return undefined;
    return await readBody(response.body, { maxBytes, start: { bytes: SNIFF_BYTES, isWanted } });
  } catch (thrown) {
    // No network, no such file, a revoked blob, a timeout: the next strategy is tried.
    if (thrown instanceof TypeError || thrown instanceof DOMException) return undefined;
    throw thrown;
  }
}
