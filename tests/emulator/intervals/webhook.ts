import type { Webhook } from './oauth/oauth.ts';

/** Delivers changes to an app, with the headers of a real delivery, recorded in April 2026. */
export function deliver(
  fetch: typeof globalThis.fetch,
  { url, secret, authorization }: Webhook,
  events: readonly unknown[],
): Promise<Response> {
  const headers = {
    'User-Agent': 'Java-http-client/17.0.14',
    'Content-Type': 'application/json',
    ...(authorization !== undefined && { Authorization: authorization }),
  };
  return fetch(url, { method: 'POST', headers, body: JSON.stringify({ secret, events }) });
}
