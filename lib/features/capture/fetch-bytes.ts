import { SNIFF_BYTES } from '../../formats/sniff.ts';
import { MAX_DOWNLOAD_BYTES, REFETCH_TIMEOUT_MS } from './capture-limits.ts';

/** How much is read, and when reading may end. */
export interface FetchBounds {
  /** Bytes. What an address claims about its length is not believed. */
  maxBytes?: number;
  /** Asked about the first bytes: where it says no, the rest is not read. */
  shouldReadOn?: (start: Uint8Array) => boolean;
}

/**
 * The bytes at an address; undefined where there are none to be had, or none that are worth it. A redirect is a refusal: the address
 * is the last of a chain already, and another one could lead anywhere.
 */
export async function fetchBytes(address: string, bounds: FetchBounds = {}): Promise<Blob | undefined> {
  try {
    const response = await fetch(address, {
      credentials: 'include',
      redirect: 'error',
      signal: AbortSignal.timeout(REFETCH_TIMEOUT_MS),
    });
    if (!response.ok || !response.body) return undefined;
    return await readBounded(response.body, bounds);
  } catch (thrown) {
    // No network, no such file, a revoked blob, a time that ran out: the next rung of the ladder is tried.
    if (thrown instanceof TypeError || thrown instanceof DOMException) return undefined;
    throw thrown;
  }
}

async function readBounded(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
  { maxBytes = MAX_DOWNLOAD_BYTES, shouldReadOn = () => true }: FetchBounds,
): Promise<Blob | undefined> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  for await (const part of body) {
    const isStart = size < SNIFF_BYTES;
    parts.push(part);
    size += part.length;
    // Leaving the loop cancels the stream, and with it the request.
    if (size > maxBytes) return undefined;
    if (isStart && size >= SNIFF_BYTES && !shouldReadOn(await readStart(parts))) return undefined;
  }
  return new Blob(parts);
}

const readStart = async (parts: Uint8Array<ArrayBuffer>[]): Promise<Uint8Array> =>
  new Uint8Array(await new Blob(parts).slice(0, SNIFF_BYTES).arrayBuffer());
