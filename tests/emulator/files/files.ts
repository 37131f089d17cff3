import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Cookie } from '../cookies.ts';
import { escapeHtml, htmlPage } from '../html.ts';
import { type Impostor, impostors } from '../not-recordings.ts';
import type { Reply, Site, SiteRequest } from '../site.ts';
import { type DownloadKind, downloadKinds, makeOffer, type Offer } from './offers.ts';
import { Address, MEMBER_COOKIE, type Served, signInPage } from './served.ts';

/** A plain host of files, and a second one for redirects between hosts. They serve only what a test adds. */
export class Files implements Site {
  readonly hosts = ['files.example.org', 'cdn.example.net'];
  #addresses = new Map<string, Address>();
  #pages = new Map<string, Reply>();
  #member: string | undefined;
  #offers = 0;

  reset(): void {
    this.#addresses.clear();
    this.#pages.clear();
    this.#member = undefined;
    this.#offers = 0;
  }

  /** Serves something at an address, and returns the full address. A path is one on files.example.org. */
  serve(address: string, served: Served): string {
    const { href } = new URL(address, HOME);
    this.#addresses.set(href, new Address(served));
    return href;
  }

  /** A chain of so many redirects, hosts in turn, to any address; returns its first address. */
  redirects(count: number, to: string): string {
    if (count === 0) return to;
    const host = count % 2 === 0 ? 'https://cdn.example.net' : HOME;
    return this.serve(`${host}/go/${count}/${this.#addresses.size}`, {
      redirectTo: this.redirects(count - 1, to),
    });
  }

  /** A page of links. */
  page(path: string, links: readonly Link[]): string {
    const anchors = links.map(({ url, text = url, download }) => {
      const attribute = download === undefined ? '' : ` download="${escapeHtml(download)}"`;
      return `<p><a href="${escapeHtml(url)}"${attribute}>${escapeHtml(text)}</a></p>`;
    });
    return this.#show(path, htmlPage({ title: 'Links', body: anchors.join('') }));
  }

  /** A page that offers a recording of its own for each kind of download. */
  downloadPage(kinds: readonly DownloadKind[] = downloadKinds): DownloadPage {
    const made = kinds.map(kind => makeOffer(kind, ++this.#offers, (address, served) => this.serve(address, served)));
    const body = `${made.map(({ markup }) => `<p>${markup}</p>`).join('')}<script src="/page.js"></script>`;
    const url = this.#show(`/downloads-${this.#offers}`, htmlPage({ title: 'Downloads', body }));
    return { url, offers: made.map(({ offer }) => offer) };
  }

  /** Serves files that look like recordings and are not, and a page with links to all of them. */
  impostors(): { readonly url: string; readonly impostors: readonly ServedImpostor[] } {
    const served = impostors.map((impostor, index) => {
      const { fileName, type, bytes } = impostor;
      const disposition = `attachment; filename="${fileName}"`;
      return {
        ...impostor,
        url: this.serve(`/impostors/${index}/${fileName}`, { bytes, type, disposition }),
      };
    });
    const url = this.page(
      '/impostors',
      served.map(({ url: to, what }) => ({ url: to, text: what })),
    );
    return { url, impostors: served };
  }

  /** Gives visitors with these cookies access to what is for members only. */
  signIn(): { readonly cookies: Cookie[] } {
    this.#member ??= randomUUID();
    const shared = { path: '/', secure: true, httpOnly: true, sameSite: 'Lax' } as const;
    return {
      cookies: [{ name: MEMBER_COOKIE, value: this.#member, domain: 'files.example.org', ...shared }],
    };
  }

  signOut(): void {
    this.#member = undefined;
  }

  answer(request: SiteRequest): Reply {
    const { href, pathname } = request.url;
    const address = this.#addresses.get(href);
    if (address) return address.answer(request, this.#member);
    if (pathname === '/page.js')
      return { status: 200, headers: { 'Content-Type': 'text/javascript' }, body: pageScript };
    if (pathname === '/login') return signInPage();
    return this.#pages.get(href) ?? htmlPage({ title: 'Not found', body: '<h1>Not found</h1>', status: 404 });
  }

  #show(path: string, page: Reply): string {
    const { href } = new URL(path, HOME);
    this.#pages.set(href, page);
    return href;
  }
}

/** A link on a page. Its text is its address when left out. */
export interface Link {
  readonly url: string;
  readonly text?: string;
  /** The value of the `download` attribute. */
  readonly download?: string;
}

/** The page, and its downloads. */
export interface DownloadPage {
  readonly url: string;
  readonly offers: readonly Offer[];
}

export interface ServedImpostor extends Impostor {
  readonly url: string;
}

const HOME = 'https://files.example.org';
const pageScript = readFileSync(new URL('./page.js', import.meta.url), 'utf8');
