import { once } from 'node:events';
import { createServer as createHttpServer, type RequestListener } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import type { Certificate } from './certificate.ts';
import { Exchange } from './exchange.ts';
import { Faults } from './faults.ts';
import { RequestLog } from './request-log.ts';
import type { Reply, Site, SiteRequest } from './site.ts';
import { Trail } from './trail.ts';
import { Uplink } from './uplink.ts';

/**
 * One server on a free port of this machine that answers for every site it is given, chosen by the Host header,
 * records the requests, and fails on request. It uses HTTPS; plain HTTP is accepted only to report it.
 */
export class Server {
  readonly log = new RequestLog();
  readonly faults = new Faults();
  readonly trail = new Trail();
  readonly uplink = new Uplink();
  latencyMs = 0;
  /** Chromium repeats a request that was cut on a kept-alive connection, so connections are closed after each request by default. */
  keepAlive = false;
  #online = true;
  #life = new AbortController();
  #sockets = new Set<Socket>();
  #sites: readonly Site[];
  #front = createServer(socket => this.#keep(socket));
  #secure;
  #plain;

  constructor(sites: readonly Site[], certificate: Certificate) {
    this.#sites = sites;
    const serve: RequestListener = (incoming, outgoing) => {
      const exchange = new Exchange(incoming, outgoing, this.log, this.#life.signal);
      void this.#serve(exchange);
    };
    this.#secure = createHttpsServer({ key: certificate.key, cert: certificate.cert }, serve);
    this.#plain = createHttpServer(serve);
  }

  async listen(): Promise<number> {
    this.#front.listen(0, '127.0.0.1');
    await once(this.#front, 'listening');
    return (this.#front.address() as AddressInfo).port;
  }

  get online(): boolean {
    return this.#online;
  }

  /** Offline, every connection is cut and new ones are refused. */
  set online(online: boolean) {
    this.#online = online;
    if (!online) this.dropConnections();
  }

  /** Cuts every connection, so that no request in progress can reach a site. */
  dropConnections(): void {
    this.#life.abort(new Error('The connection was torn'));
    this.#life = new AbortController();
    for (const socket of this.#sockets) socket.destroy();
  }

  async close(): Promise<void> {
    this.faults.mend();
    const closed = once(this.#front, 'close');
    this.#front.close();
    this.dropConnections();
    await closed;
  }

  #keep(socket: Socket): void {
    if (!this.#online) {
      socket.destroy();
      return;
    }
    this.#sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.once('close', () => this.#sockets.delete(socket));
    socket.once('data', first => {
      socket.pause();
      socket.unshift(first);
      const server = first[0] === TLS_HANDSHAKE ? this.#secure : this.#plain;
      server.emit('connection', socket);
      // Only after the server has read what was put back: otherwise the first bytes are lost.
      process.nextTick(() => socket.resume());
    });
  }

  async #serve(exchange: Exchange): Promise<void> {
    const { recorded } = exchange;
    const site = this.#siteOf(recorded.host);
    const led = this.trail.leadsTo(recorded.url);
    if (recorded.url.startsWith('http:') && !led) this.log.violate('plain http', recorded.url);
    else if (!site) this.log.violate('unknown host', recorded.url);
    else if (site.isPrivate && !led) this.log.violate('private host', recorded.url);
    const arrived = { method: recorded.method, url: new URL(recorded.url), headers: recorded.headers };
    const refused = site?.arrive?.(arrived);
    if (refused) this.log.violate(refused.violation, recorded.url);
    await exchange.run({
      fault: this.faults.for(recorded),
      latencyMs: this.latencyMs,
      uplink: this.uplink,
      keepAlive: this.keepAlive,
      answer: request => refused?.reply ?? this.#answer(site, request),
      replied: reply => site?.replied?.(arrived, reply),
    });
  }

  #siteOf(host: string): Site | undefined {
    return this.#sites.find(site => site.hosts.includes(host) || site.claims?.(host));
  }

  #tellsSecretOfAnother(site: Site | undefined, { url, headers, body }: SiteRequest): boolean {
    const others = this.#sites.filter(other => other !== site).flatMap(other => other.secrets?.() ?? []);
    if (others.length === 0) return false;
    const told = [url.href, ...Object.values(headers), Buffer.from(body).toString('latin1')].join('\n');
    return others.some(secret => secret !== '' && told.includes(secret));
  }

  async #answer(site: Site | undefined, request: SiteRequest): Promise<Reply> {
    const { protocol, host } = request.url;
    if (this.#tellsSecretOfAnother(site, request)) this.log.violate('secret told', request.url.href);
    if (!site || (protocol === 'http:' && !site.isPrivate)) {
      // Not 421, which would be the right status: Chromium repeats the request after it, so one mistake would be two violations.
      return { status: 404, headers: { 'Content-Type': 'text/plain' }, body: `No ${host} here` };
    }
    const reply = await site.answer(request);
    this.trail.follow(request.url, reply);
    return reply;
  }
}

/** The first byte of a TLS connection (RFC 8446 §5.1); that of a plain request is a letter. */
const TLS_HANDSHAKE = 0x16;
