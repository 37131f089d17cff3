import type { ZodMiniType } from 'zod/mini';
import { MAX_RECORDING_BYTES } from '../files/limits.ts';
import { Problem } from '../problem.ts';
import { MINUTE, SECOND } from '../time.ts';
import { type Access, allows, authorizationOf, scopeOf } from './access.ts';
import { problemOfReply, problemOfThrown } from './failures.ts';

export const INTERVALS = 'https://intervals.icu';

export interface ClientOptions {
  access: Access;
  fetch?: typeof globalThis.fetch;
  /** Ends every request of this client: disconnecting, another account. */
  signal?: AbortSignal;
  /** Waits for a place in the request budget; throws a `Problem` where there is none for long. */
  turn?: () => Promise<void>;
  /** Told of everything that was written, before its answer is handed on, or found to be unreadable. */
  onWritten?: (written: Written) => Promise<void>;
  /** How long an answer may take. */
  replyMs?: number;
  /** The same for a request or an answer that carries a file. */
  uploadMs?: number;
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
export interface Reply<Body> {
  status: number;
  body: Body;
}

/** A request that changed something on Intervals.icu, with its answer as it came; undefined where it could not be read. */
export type Written = Pick<ApiRequest, 'method' | 'path' | 'json'> & Reply<unknown>;

export interface Client {
  /**
   * Sends one request; what the access does not allow is never tried.
   * @throws {Problem} of every kind in `failures.ts`, `unreadable-reply`, and `not-allowed` with the scope that is missing
   */
  send<Body>(request: ApiRequest, schema: ZodMiniType<Body>): Promise<Reply<Body>>;
  /** Fetches a file, whole. @throws {Problem} as `send` */
  fetchFile(request: ApiRequest): Promise<Blob>;
}

/**
 * Cloudflare, which stands before Intervals.icu, gives an origin 100 s and then answers 524 itself
 * (developers.cloudflare.com/support/troubleshooting/http-status-codes, read 2026-11): who waits longer waits for nothing.
 */
export const REPLY_MS = 100 * SECOND + 5 * SECOND;

/** The same, and time for the bytes of a day-long recording to leave over a slow line. */
const UPLOAD_MS = 5 * MINUTE;

/** How every request goes out. */
export const GUARDED = {
  // The key speaks for the athlete; the site's cookie might speak for another one.
  credentials: 'omit',
  cache: 'no-store',
  // The API never redirects. Following one could carry bytes to another host.
  redirect: 'error',
} as const satisfies RequestInit;

/** A client of the Intervals.icu API for one athlete. */
export function intervals({
  access,
  fetch = globalThis.fetch,
  signal,
  turn,
  onWritten,
  replyMs = REPLY_MS,
  uploadMs = UPLOAD_MS,
}: ClientOptions): Client {
  const authorization = authorizationOf(access);
  return {
    async send(request, schema) {
      const response = await ask(request, request.body ? uploadMs : replyMs);
      const { status } = response;
      const answer = read(response);
      const { method, path, json } = request;
      if (method && method !== 'GET') {
        // It was written, however little of the answer arrives or can be read.
        const body = await answer.catch(() => undefined);
        await onWritten?.({ method, path, ...(json && { json }), status, body });
      }
      return { status, body: understood(await answer, schema, response) };
    },
    async fetchFile(request) {
      return await readFile(await ask(request, uploadMs));
    },
  };

  async function ask(request: ApiRequest, withinMs: number): Promise<Response> {
    expectAllowed(access, request);
    await turn?.();
    const response = await reach(request, authorization, fetch, signal, withinMs);
    if (!response.ok) throw asMeant(access, request, await problemOfReply(response));
    return response;
  }
}

function expectAllowed(access: Access, { method = 'GET', path }: ApiRequest): void {
  const needed = scopeOf(method, path);
  if (access.kind === 'token' && needed && !allows(access, needed))
    throw new Problem('not-allowed', { detail: needed });
}

/** A key that is refused is wrong; a token is no good any more, or does not cover this: scopes can be taken back later. */
function asMeant(access: Access, { method = 'GET', path }: ApiRequest, problem: Problem): Problem {
  if (access.kind === 'key') return problem;
  const needed = scopeOf(method, path);
  if (problem.kind === 'forbidden' && needed) return new Problem('not-allowed', { detail: needed });
  const isRefused = problem.kind === 'unauthorized' || problem.kind === 'forbidden';
  return isRefused ? new Problem('token-refused') : problem;
}

async function reach(
  { method = 'GET', path, query = {}, body, json }: ApiRequest,
  authorization: string,
  fetch: typeof globalThis.fetch,
  signal: AbortSignal | undefined,
  replyMs: number,
): Promise<Response> {
  const url = new URL(`/api/v1${path}`, INTERVALS);
  for (const [name, value] of Object.entries(query))
    if (value !== undefined) url.searchParams.set(name, value);
  const timeout = AbortSignal.timeout(replyMs);
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
      ...GUARDED,
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    });
  } catch (thrown) {
    throw problemOfThrown(thrown);
  }
}

/** A file can be as long as a recording, and no longer. */
async function readFile({ body }: Response): Promise<Blob> {
  const reader = body?.getReader();
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  try {
    // Not as a Response of a stream of our own: Chromium says "Failed to fetch" of whatever goes wrong in one (github.com/whatwg/fetch/issues/676).
    for (let next = await reader?.read(); next && !next.done; next = await reader?.read()) {
      size += next.value.length;
      if (size > MAX_RECORDING_BYTES) throw new Problem('file-too-large', { detail: `over ${size} bytes` });
      chunks.push(next.value);
    }
    return new Blob(chunks);
  } catch (thrown) {
    await reader?.cancel().catch(() => undefined);
    throw problemOfThrown(thrown);
  }
}

/** What the JSON of an answer says; undefined where it is empty. */
async function read(response: Response): Promise<unknown> {
  const text = await response.text().catch(thrown => {
    throw problemOfThrown(thrown);
  });
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch (cause) {
    throw unreadable(response, typeOf(response), cause);
  }
}

/** Some writes are answered with nothing at all; the schema says whether that will do. */
function understood<Body>(answer: unknown, schema: ZodMiniType<Body>, response: Response): Body {
  const { success, data, error } = schema.safeParse(answer);
  if (success) return data;
  throw unreadable(response, answer === undefined ? 'an empty reply' : typeOf(response), error);
}

const typeOf = ({ headers }: Response): string => headers.get('content-type') ?? 'no content type';

const unreadable = ({ status }: Response, seen: string, cause: unknown): Problem =>
  new Problem('unreadable-reply', { detail: `${status}, ${seen}` }, { cause });
