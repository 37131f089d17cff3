import type { ZodMiniType } from 'zod/mini';
import { MAX_RECORDING_BYTES } from '../../formats/file-limits.ts';
import { Problem } from '../../platform/problem.ts';
import { readBody } from '../../platform/read-body.ts';
import { MINUTE, SECOND } from '../../platform/time.ts';
import { unlessAborted } from '../../platform/unless-aborted.ts';
import { type ApiAccess, getRequiredScope, hasScope, toAuthorizationHeader } from './access.ts';
import { toFetchProblem, toReplyProblem } from './api-problems.ts';

export const INTERVALS_ORIGIN = 'https://intervals.icu';

export interface ClientOptions {
  access: ApiAccess;
  fetch?: typeof globalThis.fetch;
  /** Aborts every request of this client, when the account is changed or disconnected. */
  signal?: AbortSignal;
  /** Waits for the rate limiter before each request; throws a `Problem` if that would take long. */
  acquireSlot?: () => Promise<void>;
  /** Called after every write, before its reply is parsed and returned. */
  onWrite?: (written: ApiWrite) => Promise<void>;
  /** How long a reply may take. */
  replyTimeoutMs?: number;
  /** The same for a request or a reply with a file. */
  uploadTimeoutMs?: number;
}

export interface ApiRequest {
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Below /api/v1, with every dynamic part encoded. */
  path: string;
  query?: Record<string, string | undefined>;
  body?: FormData;
  /** Sent as JSON. */
  json?: object;
}

/** A reply that was received and parsed. */
export interface ApiReply<Body> {
  status: number;
  body: Body;
}

/** A request that changed something on Intervals.icu, with its unparsed reply; `body` is undefined if that could not be read. */
export type ApiWrite = Pick<ApiRequest, 'method' | 'path' | 'json'> & ApiReply<unknown>;

export interface Client {
  /**
   * Sends one request, unless the access lacks its scope.
   * @throws {Problem} of every kind in `api-problems.ts`, `token-refused`, `unreadable-reply`, and `not-allowed` with the missing scope
   */
  send<Body>(request: ApiRequest, schema: ZodMiniType<Body>): Promise<ApiReply<Body>>;
  /** Fetches a whole file. @throws {Problem} as `send`, and `file-too-large` */
  fetchFile(request: ApiRequest): Promise<Blob>;
}

/**
 * Cloudflare, in front of Intervals.icu, waits 100 s for a reply and then answers 524 itself
 * (https://developers.cloudflare.com/support/troubleshooting/http-status-codes/, read 2026-11), so a longer timeout is no use.
 */
export const REPLY_TIMEOUT_MS = 100 * SECOND + 5 * SECOND;

/** Enough to upload a day-long recording over a slow connection. */
const UPLOAD_TIMEOUT_MS = 5 * MINUTE;

/** Options of every request. */
export const SAFE_FETCH_OPTIONS = {
  // The site's cookie may belong to another athlete than the key.
  credentials: 'omit',
  cache: 'no-store',
  // The API never redirects, and a redirect could send data to another host.
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
        // The write has succeeded, even if its reply is cut off or unreadable.
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
    if (acquireSlot) await unlessAborted(acquireSlot(), signal);
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

/** For a token, 401 means that it was revoked, and 403 that it lacks a scope, for scopes can be withdrawn. */
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
  for (const [name, value] of Object.entries(query)) if (value !== undefined) url.searchParams.set(name, value);
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

/** The JSON of a reply; undefined if it is empty. */
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

/** Some writes have an empty reply; the schema decides whether that is valid. */
function validateBody<Body>(body: unknown, schema: ZodMiniType<Body>, response: Response): Body {
  const { success, data, error } = schema.safeParse(body);
  if (success) return data;
  throw unreadableReply(response, body === undefined ? 'an empty reply' : getContentType(response), error);
}

const getContentType = ({ headers }: Response): string => headers.get('content-type') ?? 'no content type';

const unreadableReply = ({ status }: Response, contentType: string, cause: unknown): Problem =>
  new Problem('unreadable-reply', { detail: `${status}, ${contentType}` }, { cause });
