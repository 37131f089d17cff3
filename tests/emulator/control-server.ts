import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { fitFile } from '../fixtures/recordings.ts';
import type { Cookie } from './cookies.ts';
import type { Emulator } from './emulator.ts';
import { findRoute, type Route } from './site.ts';
import { readStagedFault, replyNames, stages } from './staged-fault.ts';

/**
 * Lets other programs use a running emulator, over plain HTTP on this machine. As an HTTP proxy it sends every HTTPS connection
 * to the emulator, for any host; asked directly, it reports what happened and stages faults.
 */
export class ControlServer {
  #emulator: Emulator;
  #seed: () => void;
  #server: Server = createServer((request, response) => void this.#serve(request, response));
  #tunnels = new Set<Socket>();

  /** `seed` fills the emulator again after `POST /reset`. */
  constructor(emulator: Emulator, seed: () => void) {
    this.#emulator = emulator;
    this.#seed = seed;
    this.#server.on('connect', (_request, socket: Socket, head: Buffer) => this.#openTunnel(socket, head));
  }

  /** Resolves with its origin. @throws when the port is taken */
  async listen(port: number): Promise<string> {
    this.#server.listen(port, '127.0.0.1');
    await once(this.#server, 'listening');
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.#server.closeAllConnections();
    for (const socket of this.#tunnels) socket.destroy();
    await closed;
  }

  #openTunnel(client: Socket, head: Buffer): void {
    const upstream = connect(this.#emulator.port, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      upstream.write(head);
      client.pipe(upstream).pipe(client);
    });
    for (const [socket, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      this.#tunnels.add(socket);
      socket.on('error', () => socket.destroy());
      socket.on('close', () => {
        this.#tunnels.delete(socket);
        other.destroy();
      });
    }
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const reply = await this.#answer(request);
    response.writeHead(reply.status, reply.headers).end(reply.body);
  }

  async #answer(request: IncomingMessage): Promise<ControlReply> {
    const { method = 'GET', url = '/' } = request;
    // A proxied plain request names the whole address. Intervals.icu answers such requests with 403 since 2026.
    if (!url.startsWith('/')) return plain(403, 'Only https is emulated.\n');
    const { handler, params, pathKnown } = findRoute(this.#routes, method, url);
    if (!handler) return plain(pathKnown ? 405 : 404, HELP);
    try {
      return handler(await bodyText(request), params);
    } catch (error) {
      return plain(400, `${error instanceof Error ? error.message : error}\n`);
    }
  }

  readonly #routes: readonly Route<(body: string, params: Record<string, string>) => ControlReply>[] = [
    ['GET', '/', () => plain(200, HELP)],
    ['GET', '/requests', () => json(this.#emulator.requests)],
    ['GET', '/violations', () => json(this.#emulator.violations)],
    ['GET', '/certificate.pem', () => plain(200, this.#emulator.certificate)],
    ['GET', '/ride.fit', () => ({ status: 200, headers: { 'Content-Type': 'application/vnd.ant.fit' }, body: RIDE })],
    ['POST', '/faults', body => this.#stageFault(body)],
    ['DELETE', '/faults', () => this.#done(() => this.#emulator.mend())],
    ['POST', '/offline', () => this.#done(() => this.#setOnline(false))],
    ['POST', '/online', () => this.#done(() => this.#setOnline(true))],
    ['POST', '/sign-in/:site', (_body, { site = '' }) => this.#signIn(site)],
    ['POST', '/reset', () => this.#done(() => this.#reset())],
  ];

  #stageFault(body: string): ControlReply {
    this.#emulator.fail(readStagedFault(body));
    return plain(201, 'Staged.\n');
  }

  #setOnline(online: boolean): void {
    this.#emulator.online = online;
  }

  #reset(): void {
    this.#emulator.reset();
    this.#seed();
  }

  /** What a browser that is signed in sends: a Cookie header, and the token that Garmin's pages add. */
  #signIn(site: string): ControlReply {
    const { garmin, trainingPeaks, strava } = this.#emulator;
    const sites = new Map<string, { signIn(): { readonly cookies: Cookie[] } }>([
      ['garmin', garmin],
      ['trainingpeaks', trainingPeaks],
      ['strava', strava],
      ['intervals', this.#emulator],
    ]);
    const signedIn = sites.get(site)?.signIn();
    if (!signedIn) throw new Error(`No such site. There are: ${[...sites.keys()].join(', ')}`);
    const { cookies, ...rest } = signedIn;
    return json({ cookie: cookies.map(({ name, value }) => `${name}=${value}`).join('; '), ...rest });
  }

  #done(work: () => void): ControlReply {
    work();
    return plain(200, 'Done.\n');
  }
}

interface ControlReply {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: string | Uint8Array;
}

const RIDE = fitFile({ startMs: Date.UTC(2026, 2, 1, 7), durationSecs: 3600 });

const HELP = `GET    /requests         every request, oldest first, with what became of it
GET    /violations       what a client must never do: unknown hosts, plain http, a key told to another site
GET    /certificate.pem  the certificate to trust
GET    /ride.fit         a recording to upload
POST   /faults           stages a fault, such as {"reply":"rateLimited","times":2}
                         or {"match":{"method":"POST"},"stage":"after processing","cut":true}
                         stages: ${stages.join(', ')}
                         replies: ${replyNames.join(', ')},
                         or {"status":503,"headers":{},"body":""}
DELETE /faults           ends every fault
POST   /offline, /online cuts every connection and refuses new ones, until online again
POST   /sign-in/:site    a session's cookies; sites: garmin, trainingpeaks, strava, intervals
POST   /reset            forgets everything that happened
`;

function plain(status: number, body: string): ControlReply {
  return { status, headers: { 'Content-Type': 'text/plain; charset=utf-8' }, body };
}

function json(value: unknown): ControlReply {
  const body = `${JSON.stringify(value, undefined, 2)}\n`;
  return { status: 200, headers: { 'Content-Type': 'application/json' }, body };
}

async function bodyText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}
