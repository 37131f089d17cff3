/** How much of a body is read. */
export interface BodyBounds {
  maxBytes: number;
  /** Decides by the first `bytes`, or by all of a shorter body, whether the rest is read. What it throws ends the reading. */
  start?: { bytes: number; isWanted: (start: Uint8Array<ArrayBuffer>) => boolean };
  /** Called with each part that arrives. */
  onPart?: () => void;
}

/**
 * Reads a body to its end, but never more than `maxBytes`, for a length that a header claims may be wrong.
 * Undefined where the body is longer or its start is not wanted; the rest is then cancelled, and with it the request.
 * It reads no `Response` made of a stream of our own: Chromium reports every error in one as "Failed to fetch"
 * (https://github.com/whatwg/fetch/issues/676).
 */
export async function readBody(
  body: ReadableStream<Uint8Array<ArrayBuffer>> | null,
  { maxBytes, start, onPart }: BodyBounds,
): Promise<Blob | undefined> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  let unchecked = start;
  const isStartWanted = async (): Promise<boolean> => {
    const check = unchecked;
    unchecked = undefined;
    return check === undefined || check.isWanted(await toBytes(new Blob(parts).slice(0, check.bytes)));
  };
  // Leaving this loop early cancels the stream.
  for await (const part of body ?? []) {
    onPart?.();
    parts.push(part);
    size += part.length;
    if (size > maxBytes) return undefined;
    if (unchecked && size >= unchecked.bytes && !(await isStartWanted())) return undefined;
  }
  return (await isStartWanted()) ? new Blob(parts) : undefined;
}

const toBytes = async (blob: Blob): Promise<Uint8Array<ArrayBuffer>> => new Uint8Array(await blob.arrayBuffer());
