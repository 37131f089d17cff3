/** What one host of the emulator answers. One folder per site; the server picks by the Host header. */
export interface Site {
  readonly hosts: readonly string[];
  answer(request: SiteRequest): Reply | Promise<Reply>;
}

/** A request whose body has arrived completely. */
export interface SiteRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** A whole reply: the server only adds length and connection headers. */
export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
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
