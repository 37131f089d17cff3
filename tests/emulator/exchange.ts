import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { TLSSocket } from 'node:tls';
import { pause } from './clock.ts';
import type { ActiveFault, Stage } from './faults.ts';
import type { RecordedRequest, RequestLog } from './request-log.ts';
import type { Reply, Site } from './site.ts';
import type { Uplink } from './uplink.ts';

/** One request and its reply, from the first byte to the last, with the fault that strikes it, if any. */
export class Exchange {
  readonly recorded: RecordedRequest;
  #incoming: IncomingMessage;
  /** Stored here, because the request drops it once its body is read. */
  #socket: Socket;
  #outgoing: ServerResponse;
  #log: RequestLog;
  #life: AbortSignal;
  #replied: Course['replied'] = () => undefined;

  /** `life` ends when the connections are cut: no waiting request may reach the site after that. */
  constructor(incoming: IncomingMessage, outgoing: ServerResponse, log: RequestLog, life: AbortSignal) {
    const host = (incoming.headers.host ?? '').replace(/:\d+$/, '').toLowerCase();
    const scheme = incoming.socket instanceof TLSSocket ? 'https' : 'http';
    const url = new URL(`${scheme}://${host || 'nowhere.invalid'}${incoming.url ?? '/'}`);
    this.recorded = log.begin(incoming.method ?? 'GET', url, plainHeaders(incoming));
    this.#incoming = incoming;
    this.#socket = incoming.socket;
    this.#outgoing = outgoing;
    this.#log = log;
    this.#life = life;
    outgoing.on('close', () => this.#log.end(this.recorded, life.aborted ? 'cut' : 'abandoned'));
  }

  async run({ fault, latencyMs, uplink, keepAlive, answer, replied }: Course): Promise<void> {
    this.#replied = replied;
    try {
      if (latencyMs > 0) await pause(latencyMs, this.#life);
      const early = await this.#strike(fault, 'before body');
      const body = await this.#readBody(fault, uplink);
      const instead = early ?? (await this.#strike(fault, 'before processing'));
      // The body may have been complete just before the connection was cut.
      this.#life.throwIfAborted();
      const { method, url, headers } = this.recorded;
      const reply = instead ?? (await answer({ method, url: new URL(url), headers, body }));
      this.#log.changed();
      const other = await this.#strike(fault, 'after processing');
      await this.#send(other ?? reply, keepAlive, fault);
    } catch (error) {
      if (!isExpected(error)) console.error(`The emulator failed at ${this.recorded.url}`, error);
      this.#log.end(this.recorded, error instanceof Cut || this.#life.aborted ? 'cut' : 'abandoned');
      this.#socket.destroy();
    }
  }

  /** Applies the fault if this is its stage; may return the reply to send instead. */
  async #strike(active: ActiveFault | undefined, stage: Stage): Promise<Reply | undefined> {
    if (active?.stage !== stage) return undefined;
    const { delayMs, hold, cut, reply } = active.fault;
    active.strikes += 1;
    this.#log.changed();
    if (delayMs !== undefined) await pause(delayMs, this.#life);
    if (hold) await Promise.race([active.released, ended(this.#life)]);
    if (cut) throw new Cut();
    return reply;
  }

  async #readBody(fault: ActiveFault | undefined, uplink: Uplink): Promise<Uint8Array> {
    const expected = Number(this.#incoming.headers['content-length'] ?? 0);
    const strikeAt = fault?.stage === 'in body' ? (fault.fault.afterBytes ?? expected / 2) : Infinity;
    const chunks: Buffer[] = [];
    let struck = false;
    for await (const chunk of this.#incoming as AsyncIterable<Buffer>) {
      await uplink.carry(chunk.length, this.#life);
      chunks.push(chunk);
      this.recorded.bodySize += chunk.length;
      if (struck || this.recorded.bodySize < strikeAt) continue;
      struck = true;
      await this.#strike(fault, 'in body');
    }
    const body = Buffer.concat(chunks);
    const type = this.recorded.headers['content-type'] ?? '';
    if (/^application\/(json|x-www-form-urlencoded)/.test(type)) this.recorded.bodyText = body.toString();
    return body;
  }

  async #send(reply: Reply, keepAlive: boolean, fault?: ActiveFault): Promise<void> {
    const { status, headers, body = '' } = reply;
    const whole = isWhole(body) ? Buffer.from(body) : undefined;
    this.#outgoing.writeHead(status, {
      ...(whole && { 'Content-Length': whole.length }),
      ...(keepAlive ? {} : { Connection: 'close' }),
      ...(headers as OutgoingHttpHeaders | undefined),
    });
    this.recorded.status = status;
    this.#replied(reply);
    if (this.recorded.method === 'HEAD') this.#finish();
    else if (!isWhole(body)) await this.#sendParts(body);
    else if (fault?.stage !== 'in reply') this.#finish(whole);
    else this.#finish(await this.#interrupt(Buffer.from(body), fault));
  }

  async #sendParts(parts: AsyncIterable<Uint8Array>): Promise<void> {
    await pipeline(Readable.from(parts), this.#outgoing, { end: false });
    this.#finish();
  }

  /** The fault in the middle of the reply; returns what is still to be sent. */
  async #interrupt(body: Buffer, fault: ActiveFault): Promise<Buffer> {
    const sent = Math.floor(fault.fault.afterBytes ?? body.length / 2);
    await new Promise<void>(resolve => this.#outgoing.write(body.subarray(0, sent), () => resolve()));
    await this.#strike(fault, 'in reply');
    return body.subarray(sent);
  }

  #finish(rest?: Buffer): void {
    // Recorded before the last byte leaves: a client that has the reply must find it in the log.
    this.#log.end(this.recorded, 'answered');
    this.#outgoing.end(rest);
  }
}

/** The faults and the timing of an exchange. */
export interface Course {
  readonly fault: ActiveFault | undefined;
  readonly latencyMs: number;
  readonly uplink: Uplink;
  readonly keepAlive: boolean;
  readonly answer: Site['answer'];
  /** Called with the reply whose head was sent. */
  readonly replied: (reply: Reply) => void;
}

class Cut extends Error {}

function isWhole(body: NonNullable<Reply['body']>): body is string | Uint8Array {
  return typeof body === 'string' || body instanceof Uint8Array;
}

function isExpected(error: unknown): boolean {
  if (error instanceof Cut) return true;
  const { code, message } = error as NodeJS.ErrnoException;
  return code === 'ECONNRESET' || code === 'ERR_STREAM_PREMATURE_CLOSE' || message === 'The connection was torn';
}

function ended(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}

function plainHeaders(incoming: IncomingMessage): Record<string, string> {
  return Object.fromEntries(Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]));
}
