import type { ZodMiniType } from 'zod/mini';
import { MAX_RECORDING_BYTES } from '../../formats/file-limits.ts';
import { Problem } from '../../platform/problem.ts';
import { SECOND } from '../../platform/time.ts';
import { unlessAborted } from '../../platform/unless-aborted.ts';
import { type ApiAccess, getRequiredScope, hasScope, toAuthorizationHeader } from './access.ts';
import { type BegunReply, fetchReply } from './fetch-reply.ts';

export const INTERVALS_ORIGIN = 'https://intervals.icu';

export interface ClientOptions {
  access: ApiAccess;
  fetch?: typeof globalThis.fetch;
  /** Aborts every request of this client, when the account is changed or disconnected. */
  signal?: AbortSignal;
  /** Waits for the rate limiter before each request; throws a `Problem` if that would take long. */
  acquireSlot?: () => Promise<void>;
  /** Called when a request that was sent is answered, with the problem if that is none of success. */
  onAnswer?: (problem?: Problem) => Promise<unknown>;
  /** Called after every write, before its reply is parsed and returned. */
  onWrite?: (written: ApiWrite) => Promise<void>;
  /** How long a reply may take once the request has arrived, and how long it may stand still. */
  replyTimeoutMs?: number;
}

export interface ApiRequest {
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Below /api/v1, with every dynamic part encoded. */
  path: string;
  query?: Record<string, string | undefined>;
  body?: FormData;
  /** Sent as JSON. */
  json?: object;
  /** How many times as long as usual the body may take, on a line that was too slow before. */
  timeFactor?: number;
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
 * Cloudflare, in front of Intervals.icu, waits 100 s for a reply, or for more of it, and then answers 524 itself
 * (https://developers.cloudflare.com/support/troubleshooting/http-status-codes/, read 2026-11), so a longer timeout is no use.
 */
export const REPLY_TIMEOUT_MS = 100 * SECOND + 5 * SECOND;

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
  onAnswer,
  onWrite,
  replyTimeoutMs = REPLY_TIMEOUT_MS,
}: ClientOptions): Client {
  const authorization = toAuthorizationHeader(access);
  return {
    async send(request, schema) {
      const reply = await openReply(request);
      const { status } = reply;
      const parsed = readJson(reply);
      const { method, path, json } = request;
      if (method && method !== 'GET') {
        // The write has succeeded, even if its reply is cut off or unreadable.
        const body = await parsed.catch(() => undefined);
        await onWrite?.({ method, path, ...(json && { json }), status, body });
      }
      return { status, body: validateBody(await parsed, schema, reply) };
    },
    async fetchFile(request) {
      const file = await (await openReply(request)).read(MAX_RECORDING_BYTES);
      if (file) return file;
      throw new Problem('file-too-large', { detail: `over ${MAX_RECORDING_BYTES} bytes` });
    },
  };

  async function openReply(request: ApiRequest): Promise<BegunReply> {
    requireScope(access, request);
    if (acquireSlot) await unlessAborted(acquireSlot(), signal);
    const { timeFactor = 1 } = request;
    const init = toRequestInit(request, authorization);
    try {
      const options = { fetch, signal, uploadBytes: countBytes(init.body), timeFactor, replyTimeoutMs };
      const reply = await fetchReply(toUrl(request), init, options);
      await onAnswer?.();
      return reply;
    } catch (thrown) {
      const problem = toTokenProblem(access, request, Problem.from(thrown));
      await onAnswer?.(problem);
      throw problem;
    }
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

function toUrl({ path, query = {} }: ApiRequest): string {
  const url = new URL(`/api/v1${path}`, INTERVALS_ORIGIN);
  for (const [name, value] of Object.entries(query)) if (value !== undefined) url.searchParams.set(name, value);
  return url.href;
}

function toRequestInit({ method = 'GET', body, json }: ApiRequest, authorization: string) {
  return {
    method,
    headers: {
      Authorization: authorization,
      Accept: 'application/json',
      ...(json && { 'Content-Type': 'application/json' }),
    },
    ...(body && { body }),
    ...(json && { body: JSON.stringify(json) }),
    ...SAFE_FETCH_OPTIONS,
  };
}

/** Bytes of a body, but for the few that frame its parts. */
function countBytes(body: FormData | string = ''): number {
  if (typeof body === 'string') return new Blob([body]).size;
  return [...body.values()].reduce((sum, value) => sum + (typeof value === 'string' ? value.length : value.size), 0);
}

/** The JSON of a reply; undefined if it is empty. It is never longer than a recording. */
async function readJson(reply: BegunReply): Promise<unknown> {
  const text = await (await reply.read(MAX_RECORDING_BYTES))?.text();
  try {
    if (text === undefined) throw new RangeError(`over ${MAX_RECORDING_BYTES} bytes`);
    return text === '' ? undefined : JSON.parse(text);
  } catch (cause) {
    throw unreadableReply(reply, reply.contentType, cause);
  }
}

/** Some writes have an empty reply; the schema decides whether that is valid. */
function validateBody<Body>(body: unknown, schema: ZodMiniType<Body>, reply: BegunReply): Body {
  const { success, data, error } = schema.safeParse(body);
  if (success) return data;
  throw unreadableReply(reply, body === undefined ? 'an empty reply' : reply.contentType, error);
}

const unreadableReply = ({ status }: BegunReply, contentType: string, cause: unknown): Problem =>
  new Problem('unreadable-reply', { detail: `${status}, ${contentType}` }, { cause });
