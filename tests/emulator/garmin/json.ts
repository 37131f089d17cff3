import type { Reply } from '../site.ts';

/** A JSON reply from behind the edge, as `cf-cache-status` shows (gates.ts). No CORS header is ever sent. */
export function json(status: number, value: unknown): Reply {
  return fromBehindTheEdge(status, 'application/json;charset=UTF-8', JSON.stringify(value));
}

/** Any reply of Garmin's own servers. */
export function fromBehindTheEdge(
  status: number,
  type: string,
  body: string | Uint8Array,
  headers: Readonly<Record<string, string>> = {},
): Reply {
  return {
    status,
    headers: { 'Content-Type': type, Server: 'cloudflare', 'cf-cache-status': 'DYNAMIC', ...headers },
    body,
  };
}
