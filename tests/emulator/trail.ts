import type { Reply } from './site.ts';

/**
 * Where the emulator's own redirects lead. A browser does not show where a redirect leads before it has gone there, so a client that
 * follows one has not chosen the address, and may still refuse what it finds there. `redirect: 'manual'` hides the address even from an
 * extension with the permission for it: https://fetch.spec.whatwg.org/#concept-filtered-response-opaque-redirect (Chromium 148).
 */
export class Trail {
  #places = new Set<string>();

  follow(from: URL, { headers = {} }: Reply): void {
    const { Location } = headers;
    if (typeof Location === 'string') this.#places.add(place(new URL(Location, from)));
  }

  leadsTo(url: string): boolean {
    return this.#places.has(place(new URL(url)));
  }

  reset(): void {
    this.#places.clear();
  }
}

/** Ports are left out: every port of every host is the emulator's. */
function place({ protocol, hostname, pathname, search }: URL): string {
  return `${protocol}//${hostname}${pathname}${search}`;
}
