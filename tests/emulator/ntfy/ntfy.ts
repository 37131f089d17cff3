import { htmlPage } from '../html.ts';
import { findRoute, type Reply, type Route, type Site, type SiteRequest } from '../site.ts';
import { Cache } from './cache.ts';
import { Doors } from './doors.ts';
import { anyOrigin, errors, json, NtfyRefusal } from './refusals.ts';
import { messagesSince } from './since.ts';
import { Streams } from './streams.ts';

/**
 * ntfy, the open publish-subscribe service, as its documentation and its code have it: the public server, and one's own
 * under every name that begins with `ntfy.`. Only the JSON stream is here; the others have the same content in other formats.
 */
export class Ntfy implements Site {
  readonly hosts = ['ntfy.sh', 'ntfy.example.org'];
  /** The number of requests that are answered before the rest get a 429; unlimited by default. */
  requestsLeft = Infinity;
  readonly #cache = new Cache();
  readonly #doors = new Doors();
  readonly #streams = new Streams();

  claims(host: string): boolean {
    return host.startsWith('ntfy.');
  }

  reset(): void {
    this.requestsLeft = Infinity;
    this.#cache.reset();
    this.#doors.reset();
    this.#streams.reset();
  }

  /** Protects a topic: it needs this token, or this user's name and password. */
  protect(address: string, key: { readonly token: string } | { readonly user: string; readonly password: string }) {
    this.#doors.close(address, key);
  }

  /** Lets time pass for the server only: messages stay for 12 hours, attachments for 3. */
  passTime(ms: number): void {
    this.#cache.passTime(ms);
  }

  /** Sends what every open stream gets in each 45 seconds in which nothing else comes. */
  keepAlive(): void {
    this.#streams.keepAlive(this.#cache.nowSecs);
  }

  answer(request: SiteRequest): Reply {
    try {
      return this.#answer(request);
    } catch (error) {
      if (error instanceof NtfyRefusal) return error.toReply();
      throw error;
    }
  }

  #answer(request: SiteRequest): Reply {
    if (request.method === 'OPTIONS') return preflight;
    const { handler, params } = findRoute(this.#routes, request.method, request.url.pathname);
    if (!handler) throw errors.notFound;
    this.requestsLeft -= 1;
    if (this.requestsLeft < 0) throw errors.tooManyRequests;
    return handler(request, params);
  }

  readonly #routes: readonly Route<Handler>[] = [
    ['GET', '/file/:file', ({ url }) => this.#cache.file(url.pathname)],
    ['POST', '/:topic', (request, { topic = '' }) => this.#publish(request, topic)],
    ['PUT', '/:topic', (request, { topic = '' }) => this.#publish(request, topic)],
    ['GET', '/:topic/json', (request, { topic = '' }) => this.#subscribe(request, topic.split(','))],
    ['GET', '/:topic', () => htmlPage({ title: 'ntfy web', body: '<div id="root"></div>' })],
  ];

  #publish(request: SiteRequest, topic: string): Reply {
    this.#expectOpen(request, [topic]);
    const message = this.#cache.add(request.url.host, topic, request.body);
    this.#streams.publish(request.url.host, message);
    return json(200, message);
  }

  #subscribe(request: SiteRequest, topics: readonly string[]): Reply {
    this.#expectOpen(request, topics);
    const { host, searchParams } = request.url;
    const isPoll = YES.includes(searchParams.get('poll') ?? '');
    const { nowSecs } = this.#cache;
    const cached = this.#cache.of(host, topics);
    const messages = messagesSince(searchParams.get('since'), isPoll, cached, nowSecs);
    const headers = { 'Content-Type': 'application/x-ndjson; charset=utf-8', ...anyOrigin };
    if (isPoll) return { status: 200, headers, body: messages.map(m => `${JSON.stringify(m)}\n`).join('') };
    return { status: 200, headers, body: this.#streams.open(host, topics, messages, nowSecs) };
  }

  #expectOpen({ url, headers }: SiteRequest, topics: readonly string[]): void {
    for (const topic of topics) {
      if (!/^[-_A-Za-z0-9]{1,64}$/.test(topic)) throw errors.notFound;
      this.#doors.expectOpen(`${url.host}/${topic}`, headers.authorization);
    }
  }
}

type Handler = (request: SiteRequest, params: Readonly<Record<string, string>>) => Reply;

const YES = ['1', 'yes', 'true'];

const preflight: Reply = {
  status: 200,
  headers: {
    ...anyOrigin,
    'Access-Control-Allow-Methods': 'GET, PUT, POST, PATCH, DELETE',
    'Access-Control-Allow-Headers': '*',
  },
};
