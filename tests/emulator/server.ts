import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import type { Certificate } from './certificate.ts';
import { Exchange } from './exchange.ts';
import { Faults } from './faults.ts';
import { RequestLog } from './request-log.ts';
import type { Site } from './site.ts';

/**
 * One HTTPS server on a free port of this machine that answers for every site it is given, chosen by the Host
 * header, records what it is asked, and fails when told to.
 */
export class Server {
  readonly log = new RequestLog();
  readonly faults = new Faults();
  latencyMs = 0;
  /** Chromium repeats a request that was cut on a kept-alive connection, so connections are not kept by default. */
  keepAlive = false;
  #online = true;
  #life = new AbortController();
  #sockets = new Set<Socket>();
  #sites = new Map<string, Site>();
  #server;

  constructor(sites: readonly Site[], certificate: Certificate) {
    for (const site of sites) for (const host of site.hosts) this.#sites.set(host, site);
    this.#server = createServer({ key: certificate.key, cert: certificate.cert }, (incoming, outgoing) => {
      void this.#serve(incoming, outgoing);
    });
    this.#server.on('connection', (socket: Socket) => this.#keep(socket));
    this.#server.on('tlsClientError', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ERR_SSL_HTTP_REQUEST') this.log.violate('plain http', 'http://');
    });
  }

  async listen(): Promise<number> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    return (this.#server.address() as AddressInfo).port;
  }

  get online(): boolean {
    return this.#online;
  }

  /** Offline, every connection is torn and no new one is let in. */
  set online(online: boolean) {
    this.#online = online;
    if (!online) this.dropConnections();
  }

  /** Tears every connection, so that nothing that is still under way can reach a site any more. */
  dropConnections(): void {
    this.#life.abort(new Error('The connection was torn'));
    this.#life = new AbortController();
    for (const socket of this.#sockets) socket.destroy();
  }

  async close(): Promise<void> {
    this.faults.mend();
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.dropConnections();
    await closed;
  }

  #keep(socket: Socket): void {
    if (!this.#online) {
      socket.destroy();
      return;
    }
    this.#sockets.add(socket);
    socket.once('close', () => this.#sockets.delete(socket));
  }

  async #serve(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const exchange = new Exchange(incoming, outgoing, this.log, this.#life.signal);
    const { host } = exchange.recorded;
    const site = this.#sites.get(host);
    if (!site) this.log.violate('unknown host', exchange.recorded.url);
    await exchange.run({
      fault: this.faults.for(exchange.recorded),
      latencyMs: this.latencyMs,
      keepAlive: this.keepAlive,
      answer: request =>
        site?.answer(request) ?? {
          status: 421,
          headers: { 'Content-Type': 'text/plain' },
          body: `No ${host} here`,
        },
    });
  }
}
