import type { ZodMiniType } from 'zod/mini';
import { MAX_RECORDING_BYTES } from '../../formats/file-limits.ts';
import { Problem } from '../../platform/problem.ts';
import { readBody } from '../../platform/read-body.ts';
import { MINUTE, SECOND } from '../../platform/time.ts';
import { type ApiAccess, getRequiredScope, hasScope, toAuthorizationHeader } from './access.ts';
import { toFetchProblem, toReplyProblem } from './api-problems.ts';

export const INTERVALS_ORIGIN = 'https://intervals.icu';

export interface ClientOptions {
  access: ApiAccess;
  fetch?: typeof globalThis.fetch;
  /** Ends every request of this client: disconnecting, another account. */
  signal?: AbortSignal;
  /** Waits for a place in the request budget; throws a `Problem` where there is none for long. */
  acquireSlot?: () => Promise<void>;
  /** Told of everything that was written, before its answer is handed on, or found to be unreadable. */
  onWrite?: (written: ApiWrite) => Promise<void>;
  /** How long an answer may take. */
  replyTimeoutMs?: number;
  /** The same for a request or an answer that carries a file. */
  uploadTimeoutMs?: number;
}

export interface ApiRequest {
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Below /api/v1, each dynamic part already encoded. */
  path: string;
  query?: Record<string, string | undefined>;
  body?: FormData;
  /** Sent as JSON. */
  json?: object;
}

/** A reply that arrived and could be read. */
export interface ApiReply<Body> {
  status: number;
  body: Body;
}

/** A request that changed something on Intervals.icu, with its answer as it came; undefined where it could not be read. */
export type ApiWrite = Pick<ApiRequest, 'method' | 'path' | 'json'> & ApiReply<unknown>;

export interface Client {
  /**
   * Sends one request; what the access does not allow is never tried.
   * @throws {Problem} of every kind in `failures.ts`, `unreadable-reply`, and `not-allowed` with the scope that is missing
   */
  send<Body>(request: ApiRequest, schema: ZodMiniType<Body>): Promise<ApiReply<Body>>;
  /** Fetches a file, whole. @throws {Problem} as `send` */
  fetchFile(request: ApiRequest): Promise<Blob>;
}

/**
 * Cloudflare, which stands before Intervals.icu, gives an origin 100 s and then answers 524 itself
 * (developers.cloudflare.com/support/troubleshooting/http-status-codes, read 2026-11): who waits longer waits for nothing.
 */
export const REPLY_TIMEOUT_MS = 100 * SECOND + 5 * SECOND;

/** The same, and time for the bytes of a day-long recording to leave over a slow line. */
const UPLOAD_TIMEOUT_MS = 5 * MINUTE;

/** How every request goes out. */
export const SAFE_FETCH_OPTIONS = {
  // The key speaks for the athlete; the site's cookie might speak for another one.
  credentials: 'omit',
  cache: 'no-store',
  // The API never redirects. Following one could carry bytes to another host.
  redirect: 'error',
} as const satisfies RequestInit;

/** A client of the Intervals.icu API for one athlete. */
export function createClient({
  access,
  fetch = globalThis.fetch,
  signal,
  acquireSlot,
  onWrite,
  replyTimeoutMs = REPLY_TIMEOUT_MS,
  uploadTimeoutMs = UPLOAD_TIMEOUT_MS,
}: ClientOptions): Client {
  const authorization = toAuthorizationHeader(access);
  return {
    async send(request, schema) {
      const response = await fetchOk(request, request.body ? uploadTimeoutMs : replyTimeoutMs);
      const { status } = response;
      const parsed = parseBody(response);
      const { method, path, json } = request;
      if (method && method !== 'GET') {
        // It was written, however little of the answer arrives or can be read.
        const body = await parsed.catch(() => undefined);
        await onWrite?.({ method, path, ...(json && { json }), status, body });
      }
      return { status, body: validateBody(await parsed, schema, response) };
    },
    async fetchFile(request) {
      return await readFileBody(await fetchOk(request, uploadTimeoutMs));
    },
  };

  async function fetchOk(request: ApiRequest, timeoutMs: number): Promise<Response> {
    requireScope(access, request);
    await acquireSlot?.();
    const response = await sendRequest(request, authorization, fetch, signal, timeoutMs);
    if (!response.ok) throw toTokenProblem(access, request, await toReplyProblem(response));
    return response;
  }
}

function requireScope(access: ApiAccess, { method = 'GET', path }: ApiRequest): void {
  const required = getRequiredScope(method, path);
  if (access.kind === 'token' && required && !hasScope(access, required))
    throw new Problem('not-allowed', { detail: required });
}

/** A key that is refused is wrong; a token is no good any more, or does not cover this: scopes can be taken back later. */
function toTokenProblem(access: ApiAccess, { method = 'GET', path }: ApiRequest, problem: Problem): Problem {
  if (access.kind === 'key') return problem;
  const required = getRequiredScope(method, path);
  if (problem.kind === 'forbidden' && required) return new Problem('not-allowed', { detail: required });
  const isRefused = problem.kind === 'unauthorized' || problem.kind === 'forbidden';
  return isRefused ? new Problem('token-refused') : problem;
}

async function sendRequest(
  { method = 'GET', path, query = {}, body, json }: ApiRequest,
  authorization: string,
  fetch: typeof globalThis.fetch,
  signal: AbortSignal | undefined,
  timeoutMs: number,
): Promise<Response> {
  const url = new URL(`/api/v1${path}`, INTERVALS_ORIGIN);
  for (const [name, value] of Object.entries(query))
    if (value !== undefined) url.searchParams.set(name, value);
  const timeout = AbortSignal.timeout(timeoutMs);
  try {
    return await fetch(url.href, {
      method,
      headers: {
        Authorization: authorization,
        Accept: 'application/json',
        ...(json && { 'Content-Type': 'application/json' }),
      },
      ...(body && { body }),
      ...(json && { body: JSON.stringify(json) }),
      ...SAFE_FETCH_OPTIONS,
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    });
  } catch (thrown) {
    throw toFetchProblem(thrown);
  }
}

/** A file can be as large as a recording, and no larger. */
async function readFileBody({ body }: Response): Promise<Blob> {
  try {
    const file = await readBody(body, { maxBytes: MAX_RECORDING_BYTES });
    if (file) return file;
  } catch (thrown) {
    throw toFetchProblem(thrown);
  }
  throw new Problem('file-too-large', { detail: `over ${MAX_RECORDING_BYTES} bytes` });
}

/** What the JSON of an answer says; undefined where it is empty. */
async function parseBody(response: Response): Promise<unknown> {
  const text = await response.text().catch(thrown => {
    throw toFetchProblem(thrown);
  });
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch (cause) {
    throw unreadableReply(response, getContentType(response), cause);
  }
}

/** Some writes are answered with nothing at all; the schema says whether that will do. */
function validateBody<Body>(body: unknown, schema: ZodMiniType<Body>, response: Response): Body {
  const { success, data, error } = schema.safeParse(body);
  if (success) return data;
  throw unreadableReply(response, body === undefined ? 'an empty reply' : getContentType(response), error);
}

const getContentType = ({ headers }: Response): string => headers.get('content-type') ?? 'no content type';

const unreadableReply = ({ status }: Response, contentType: string, cause: unknown): Problem =>
  new Problem('unreadable-reply', { detail: `${status}, ${contentType}` }, { cause });
