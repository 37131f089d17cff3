import { type Browser, fetchFrom, type Way } from './client.ts';
import { type Cookie, readSetCookie, siteOf } from './cookies.ts';

/**
 * The network side of a browser, for tests that have none: a jar of cookies, and what a page's `fetch` and that of an
 * extension's background add by themselves. What it does is what Chromium was measured to do (2026-08):
 * https://source.chromium.org/chromium/chromium/src/+/main:chrome/browser/extensions/background_header_browsertest.cc
 */
export class Visitor {
  readonly cookies: Cookie[] = [];
  /** `fetch` in the background of an extension that has the permission for every host. */
  readonly background: typeof fetch;
  #way: Way;

  constructor(way: Way) {
    this.#way = way;
    this.background = fetchFrom({ ...way, browser: this.#browserOf(undefined) });
  }

  /** Stores these cookies. */
  add(cookies: readonly Cookie[]): void {
    for (const cookie of cookies) {
      const known = this.cookies.findIndex(({ name, domain }) => name === cookie.name && domain === cookie.domain);
      if (known !== -1) this.cookies.splice(known, 1);
      if (cookie.value !== '') this.cookies.push(cookie);
    }
  }

  /** `fetch` in the page at this address: relative addresses work, and foreign ones only if they allow it (CORS). */
  page(address: string): typeof fetch {
    const { origin } = new URL(address);
    const go = fetchFrom({ ...this.#way, browser: this.#browserOf(origin) });
    return async (input, init) => {
      const request = input instanceof Request ? new Request(input, init) : new Request(new URL(input, address), init);
      const response = await go(request);
      const allowed = response.headers.get('access-control-allow-origin');
      if (new URL(response.url).origin === origin || allowed === '*' || allowed === origin) return response;
      throw new TypeError('Failed to fetch');
    };
  }

  #browserOf(origin: string | undefined): Browser {
    return {
      headersFor: (url, request) => this.#headersFor(url, request, origin),
      keep: (url, headers) => this.add(headers.map(header => readSetCookie(header, url.hostname))),
    };
  }

  #headersFor(url: URL, { credentials }: Request, origin: string | undefined): Record<string, string> {
    const crossing = origin === undefined ? 'none' : crossingBetween(origin, url);
    const isOwn = crossing === 'none' || crossing === 'same-origin';
    const withCookies = credentials === 'include' || (credentials === 'same-origin' && isOwn);
    const cookies = withCookies ? this.cookies.filter(cookie => isSent(cookie, url, origin, crossing)) : [];
    return {
      'sec-fetch-site': crossing,
      'sec-fetch-mode': 'cors',
      'sec-fetch-dest': 'empty',
      ...(origin !== undefined && crossing !== 'same-origin' && { origin }),
      ...(cookies.length > 0 && { cookie: cookies.map(({ name, value }) => `${name}=${value}`).join('; ') }),
    };
  }
}

type Crossing = 'none' | 'same-origin' | 'same-site' | 'cross-site';

function crossingBetween(origin: string, url: URL): Crossing {
  if (url.origin === origin) return 'same-origin';
  return siteOf(url.hostname) === siteOf(new URL(origin).hostname) ? 'same-site' : 'cross-site';
}

/** The background has every cookie of the host, strict ones too, but none of another site's partition. */
function isSent(cookie: Cookie, url: URL, origin: string | undefined, crossing: Crossing): boolean {
  const { domain, sameSite, partitionKey } = cookie;
  if (domain.startsWith('.') ? !`.${url.hostname}`.endsWith(domain) : url.hostname !== domain) return false;
  const top = origin === undefined ? undefined : siteOf(new URL(origin).hostname);
  if (partitionKey !== undefined && partitionKey !== top) return false;
  return crossing !== 'cross-site' || sameSite === 'None';
}
