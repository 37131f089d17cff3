import { createIdleTimeout } from '../../platform/idle-timeout.ts';
import { Problem } from '../../platform/problem.ts';
import { readBody } from '../../platform/read-body.ts';
import { SECOND } from '../../platform/time.ts';
import { toFetchProblem, toReplyProblem } from './api-problems.ts';

export interface ReplyOptions {
  fetch: typeof globalThis.fetch;
  /** Aborts the request, and the reading of its reply. */
  signal?: AbortSignal | undefined;
  /** Bytes of the request's body. */
  uploadBytes: number;
  /** How many times as long as usual the body may take. */
  timeFactor: number;
  /** How long the reply may take once the body has arrived, and how long it may stand still after it has begun. */
  replyTimeoutMs: number;
}

/** A reply that has begun with a good status. */
export interface BegunReply {
  status: number;
  contentType: string;
  /**
   * Reads the body; undefined if it is longer than `maxBytes`. It may take any time, as long as something arrives.
   * @throws {Problem} `timeout`, `stopped`, `unreachable`, `offline`
   */
  read(maxBytes: number): Promise<Blob | undefined>;
}

/**
 * The slowest upload that is waited for, in bytes a second: a line of 256 kbit/s (32,000 bytes a second), shared by the six uploads
 * that go at once. One that goes alone has the same time, for others may join it.
 *
 * At 1 Mbit/s (125,000 bytes a second), 64 MB take 512 s, and are given 12,000 s; six of 20 MB beside each other take 960 s, and are
 * given 3750 s. So a line that is four times slower, or that somebody else uses as well, will do.
 *
 * It cannot be seen whether an upload still moves: in a worker, `fetch` reports no progress and there is no `XMLHttpRequest`. A body
 * that is a stream needs HTTP/2 and exists in Chromium only (https://developer.chrome.com/docs/capabilities/web-apis/fetch-streaming-requests),
 * and it tells what was buffered, not what was sent (https://jakearchibald.com/2025/fetch-streams-not-for-progress; both read 2026-11).
 */
const SLOWEST_BYTES_PER_SECOND = 32_000 / 6;

/**
 * Sends a request and waits until its reply begins. The body of the request has time by its size.
 * @throws {Problem} of every kind in `api-problems.ts`
 */
export async function fetchReply(
  url: string,
  init: RequestInit,
  { fetch, signal, uploadBytes, timeFactor, replyTimeoutMs }: ReplyOptions,
): Promise<BegunReply> {
  const uploadMs = (uploadBytes / SLOWEST_BYTES_PER_SECOND) * SECOND * timeFactor;
  const idle = createIdleTimeout(uploadMs + replyTimeoutMs);
  // By the signal and not by what was thrown: browsers differ in what they throw when the reading of a body is aborted.
  const fail = (thrown: unknown): never => {
    idle.clear();
    const hasTimedOut = idle.signal.aborted && !signal?.aborted && !(thrown instanceof Problem);
    throw hasTimedOut ? new Problem('timeout', {}, { cause: thrown }) : toFetchProblem(thrown);
  };
  const signals = signal ? AbortSignal.any([signal, idle.signal]) : idle.signal;
  const response = await fetch(url, { ...init, signal: signals }).catch(fail);
  const restart = () => idle.restart(replyTimeoutMs);
  restart();
  if (!response.ok) return fail(await toReplyProblem(response));
  return {
    status: response.status,
    contentType: response.headers.get('content-type') ?? 'no content type',
    read: maxBytes => readBody(response.body, { maxBytes, onPart: restart }).catch(fail).finally(idle.clear),
  };
}
