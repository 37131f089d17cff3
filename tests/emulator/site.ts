import type { Violation } from './request-log.ts';

/** What one host of the emulator answers. One folder per site; the server picks by the Host header. */
export interface Site {
  readonly hosts: readonly string[];
  /** Whether a host that is on no site's list belongs to this site. */
  claims?(host: string): boolean;
  /** A host that a client may not ask, unless a redirect led there. */
  readonly isPrivate?: true;
  /** The secrets that may be sent to this site only. */
  secrets?(): readonly string[];
  /** Called when the headers of a request have come; what it returns is answered once the body is there. */
  arrive?(request: Omit<SiteRequest, 'body'>): EarlyRefusal | undefined;
  /** Called with every reply that is sent, also with one that a fault puts in place of the site's own. */
  replied?(request: Omit<SiteRequest, 'body'>, reply: Reply): void;
  answer(request: SiteRequest): Reply | Promise<Reply>;
}

/** A request that is refused before it is looked at. */
export interface EarlyRefusal {
  readonly reply: Reply;
  /** What the client should not have done. */
  readonly violation: Violation['what'];
}

/** A request whose body has arrived completely. */
export interface SiteRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** A whole reply: the server only adds length and connection headers, the length only where the reply has none. */
export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  /** Parts are sent one by one, as fast as the client reads them, possibly without end. */
  readonly body?: string | Uint8Array | AsyncIterable<Uint8Array>;
}

/** A redirect. */
export function redirect(location: string): Reply {
  return { status: 302, headers: { Location: location } };
}

/** One line of a site's table. `:name` in the pattern stands for one path segment, a final `*` for the rest. */
export type Route<Handler> = readonly [method: string, pattern: string, handler: Handler];

/** Finds the line for a method and a path, and says whether the path at least is known. */
export function findRoute<Handler>(
  routes: readonly Route<Handler>[],
  method: string,
  path: string,
): { handler?: Handler; params: Record<string, string>; pathKnown: boolean } {
  let pathKnown = false;
  for (const [routeMethod, pattern, handler] of routes) {
    const params = matchPattern(pattern, path);
    if (!params) continue;
    pathKnown = true;
    if (routeMethod === method) return { handler, params, pathKnown };
  }
  return { params: {}, pathKnown };
}

function matchPattern(pattern: string, path: string): Record<string, string> | undefined {
  const wanted = pattern.split('/');
  const given = path.split('/');
  const openEnded = wanted.at(-1) === '*';
  if (openEnded) wanted.pop();
  if (openEnded ? given.length < wanted.length : given.length !== wanted.length) return undefined;

  const params: Record<string, string> = {};
  for (const [index, segment] of wanted.entries()) {
    const value = given[index] ?? '';
    if (segment.startsWith(':') && value !== '') params[segment.slice(1)] = value;
    else if (segment !== value) return undefined;
  }
  return params;
}
