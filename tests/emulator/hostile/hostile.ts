import { readFileSync } from 'node:fs';
import { fitFile } from '../../fixtures/recordings.ts';
import { escapeHtml, htmlPage, jsonElement } from '../html.ts';
import { findRoute, type Reply, type Route, redirect, type Site, type SiteRequest } from '../site.ts';

/**
 * A page that means harm. It knows nothing of the product: it listens to everything, repeats what it heard with
 * other values in it, calls every hook there may be, reads all that can be read, and sends it home.
 */
export class Hostile implements Site {
  readonly hosts = ['hostile.example.com'];
  readonly url = 'https://hostile.example.com/';
  /** The recording that it would like to see uploaded. */
  readonly bytes = fitFile({ startMs: Date.UTC(2026, 0, 2), durationSecs: 30, seed: 667 });
  /** What it sent home: everything it could read, as JSON. No key may ever be in it. */
  readonly loot: string[] = [];
  #port = 0;
  readonly #routes: readonly Route<(body: Uint8Array) => Reply>[] = [
    ['GET', '/', () => this.#page()],
    ['GET', '/page.js', () => ({ status: 200, headers: { 'Content-Type': 'text/javascript' }, body: pageScript })],
    ['POST', '/loot', body => this.#take(body)],
    ['GET', '/redirect.fit', () => redirect(`https://127.0.0.1:${this.#port}/redirected.fit`)],
    ['GET', '/huge.fit', () => this.#file({ 'Content-Length': String(2 ** 31) })],
    ['GET', '/endless.fit', () => this.#file({})],
  ];

  /** Names of this machine itself, which a browser's resolver rules cannot change. */
  set port(port: number) {
    this.#port = port;
  }

  reset(): void {
    this.loot.length = 0;
  }

  answer({ method, url, body }: SiteRequest): Reply {
    return findRoute(this.#routes, method, url.pathname).handler?.(body) ?? { status: 404 };
  }

  #take(loot: Uint8Array): Reply {
    this.loot.push(Buffer.from(loot).toString());
    return { status: 204 };
  }

  #page(): Reply {
    const anchors = LINKS.map(([id, href]) => `<p><a id="${id}" href="${escapeHtml(href)}">${id}</a></p>`);
    const buttons = ['listen', 'forge', 'flood', 'snoop'].map(id => `<button id="${id}">${id}</button>`);
    const bait = jsonElement('bait', Buffer.from(this.bytes).toString('base64'));
    const body = `${anchors.join('')}${buttons.join('')}<output></output>${bait}<script src="/page.js"></script>`;
    return htmlPage({ title: 'Free recordings', body });
  }

  /** Begins like a recording, and does not end before the client stops. */
  #file(length: Record<string, string>): Reply {
    return {
      status: 200,
      headers: {
        'Content-Type': 'application/octet-stream',
        'Content-Disposition': 'attachment; filename="ride.fit"',
        ...length,
      },
      body: withoutEnd(this.bytes),
    };
  }
}

async function* withoutEnd(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  const zeros = new Uint8Array(65_536);
  yield bytes;
  for (;;) yield zeros;
}

/** Links that must not be followed, by the trick with which they try to reach the local network. */
const LINKS = [
  ['localhost', 'https://localhost/x.fit'],
  ['trailingDot', 'http://localhost./x.fit'],
  ['loopback', 'https://127.0.0.1/x.fit'],
  ['decimal', 'https://2130706433/x.fit'],
  ['private', 'https://192.168.1.1/x.fit'],
  ['linkLocal', 'http://169.254.169.254/latest/meta-data'],
  ['mapped', 'https://[::ffff:127.0.0.1]/x.fit'],
  ['home', 'https://router.home.arpa/x.fit'],
  ['file', 'file:///etc/passwd'],
  ['script', "javascript:document.title='ran'"],
  ['redirect', '/redirect.fit'],
  ['huge', '/huge.fit'],
  ['endless', '/endless.fit'],
] as const;

const pageScript = readFileSync(new URL('./page.js', import.meta.url), 'utf8');
