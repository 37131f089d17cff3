import { type IncomingMessage, request as openPlainly } from 'node:http';
import { request as openSecurely } from 'node:https';
import { isIP } from 'node:net';

/**
 * A `fetch` that reaches the emulator under the real addresses, so that a unit test does not depend on
 * the emulator: `https://intervals.icu/…` goes to `127.0.0.1:port`, with the emulator's certificate.
 */
export function fetchFrom(way: Way): typeof fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    const body = request.body ? new Uint8Array(await request.arrayBuffer()) : undefined;
    return follow(way, request, new URL(request.url), request.method, body);
  };
}

async function follow(
  way: Way,
  request: Request,
  url: URL,
  method: string,
  body: Uint8Array | undefined,
  hops = 0,
): Promise<Response> {
  const incoming = await send(way, request, url, method, body);
  const status = incoming.statusCode ?? 0;
  const { location } = incoming.headers;
  if (location === undefined || !redirects.has(status) || request.redirect === 'manual') {
    return toResponse(incoming, url, hops > 0, request.signal);
  }
  incoming.destroy();
  if (request.redirect === 'error') throw failed(new Error(`Redirected to ${location}`));
  if (hops === 20) throw failed(new Error('Too many redirects'));
  const keepsBody = status === 307 || status === 308 || method === 'HEAD';
  return follow(
    way,
    request,
    new URL(location, url),
    keepsBody ? method : 'GET',
    keepsBody ? body : undefined,
    hops + 1,
  );
}

function send(
  { port, certificate, browser }: Way,
  request: Request,
  url: URL,
  method: string,
  body: Uint8Array | undefined,
): Promise<IncomingMessage> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const { signal } = request;
  if (signal.aborted) return Promise.reject(signal.reason);

  const openRequest = url.protocol === 'https:' ? openSecurely : openPlainly;
  const outgoing = openRequest({
    host: '127.0.0.1',
    port,
    servername: isIP(url.hostname) ? '' : url.hostname,
    ca: certificate,
    // Unknown names have to arrive too, because the emulator records them as violations.
    checkServerIdentity: () => undefined,
    agent: false,
    method,
    path: url.pathname + url.search,
    headers: { ...headersFor(request, url, body), ...browser?.headersFor(url, request) },
  });
  const abort = () => outgoing.destroy();
  signal.addEventListener('abort', abort, { once: true });
  outgoing.on('response', incoming => {
    browser?.keep(url, incoming.headers['set-cookie'] ?? []);
    resolve(incoming);
  });
  outgoing.on('error', cause => reject(signal.aborted ? signal.reason : failed(cause)));
  outgoing.on('close', () => signal.removeEventListener('abort', abort));
  outgoing.end(body);
  return promise;
}

function headersFor(request: Request, url: URL, body: Uint8Array | undefined): Record<string, string> {
  const headers: Record<string, string> = { ...Object.fromEntries(request.headers), host: url.host };
  // As browsers do: a credential does not follow a redirect to another origin (Fetch standard, HTTP-redirect fetch).
  if (new URL(request.url).origin !== url.origin) delete headers.authorization;
  if (body) headers['content-length'] = String(body.length);
  else delete headers['content-type'];
  return headers;
}

function toResponse(incoming: IncomingMessage, url: URL, redirected: boolean, signal: AbortSignal): Response {
  const status = incoming.statusCode ?? 0;
  const headers = new Headers();
  for (const [name, values = []] of Object.entries(incoming.headersDistinct)) {
    for (const value of values) headers.append(name, value);
  }
  const response = new Response(bodiless.has(status) ? null : bodyOf(incoming, signal), {
    status,
    statusText: incoming.statusMessage ?? '',
    headers,
  });
  Object.defineProperties(response, { url: { value: url.href }, redirected: { value: redirected } });
  return response;
}

function bodyOf(incoming: IncomingMessage, signal: AbortSignal): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      incoming.on('data', (chunk: Buffer) => controller.enqueue(new Uint8Array(chunk)));
      incoming.on('end', () => controller.close());
      incoming.on('error', cause =>
        controller.error(signal.aborted ? signal.reason : new TypeError('terminated', { cause })),
      );
    },
    cancel() {
      // What has arrived already would still be written, to a stream that is closed.
      incoming.removeAllListeners('data').removeAllListeners('end').destroy();
    },
  });
}

function failed(cause: Error): TypeError {
  return new TypeError('fetch failed', { cause });
}

const redirects = new Set([301, 302, 303, 307, 308]);
const bodiless = new Set([101, 204, 205, 304]);

/** The connection to the emulator, and the browser that uses it, if any. */
export interface Way {
  readonly port: number;
  readonly certificate: string;
  readonly browser?: Browser;
}

/** What a browser adds to a request by itself, and stores of the answer. */
export interface Browser {
  headersFor(url: URL, request: Request): Record<string, string>;
  keep(url: URL, setCookies: readonly string[]): void;
}
