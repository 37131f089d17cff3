import { GET_AGAIN_MS, MAX_DOWNLOAD_BYTES } from './limits.ts';

/**
 * The bytes at an address, at most `limit` of them; undefined where there are none to be had. A redirect is a refusal: the address
 * is the last of a chain already, and another one could lead anywhere.
 */
export async function fetchBytes(address: string, limit = MAX_DOWNLOAD_BYTES): Promise<Blob | undefined> {
  try {
    const response = await fetch(address, {
      credentials: 'include',
      redirect: 'error',
      signal: AbortSignal.timeout(GET_AGAIN_MS),
    });
    if (!response.ok || !response.body) return undefined;
    return await bounded(response.body, limit);
  } catch (thrown) {
    // No network, no such file, a revoked blob, a time that ran out: the next rung of the ladder is tried.
    if (thrown instanceof TypeError || thrown instanceof DOMException) return undefined;
    throw thrown;
  }
}

/** What an address claims about its length is not believed: reading ends where there is too much. */
async function bounded(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
  limit: number,
): Promise<Blob | undefined> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  for await (const part of body) {
    size += part.length;
    // Leaving the loop cancels the stream, and with it the request.
    if (size > limit) return undefined;
    parts.push(part);
  }
  return new Blob(parts);
}
