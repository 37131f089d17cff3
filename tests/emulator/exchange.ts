import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { pause } from './clock.ts';
import type { ActiveFault, Stage } from './faults.ts';
import type { RecordedRequest, RequestLog } from './request-log.ts';
import type { Reply, Site } from './site.ts';

/** One request and its reply, from the first byte to the last, with the fault that strikes it, if any. */
export class Exchange {
  readonly recorded: RecordedRequest;
  #incoming: IncomingMessage;
  /** Kept, because the request lets go of it once its body is read. */
  #socket: Socket;
  #outgoing: ServerResponse;
  #log: RequestLog;
  #life: AbortSignal;

  /** `life` ends when the connections are torn: whatever waits then must not reach the site any more. */
  constructor(incoming: IncomingMessage, outgoing: ServerResponse, log: RequestLog, life: AbortSignal) {
    const host = (incoming.headers.host ?? '').replace(/:\d+$/, '').toLowerCase();
    const url = new URL(`https://${host || 'nowhere.invalid'}${incoming.url ?? '/'}`);
    this.recorded = log.begin(incoming.method ?? 'GET', url, plainHeaders(incoming));
    this.#incoming = incoming;
    this.#socket = incoming.socket;
    this.#outgoing = outgoing;
    this.#log = log;
    this.#life = life;
    outgoing.on('close', () => this.#log.end(this.recorded, life.aborted ? 'cut' : 'abandoned'));
  }

  async run({ fault, latencyMs, keepAlive, answer }: Course): Promise<void> {
    try {
      if (latencyMs > 0) await pause(latencyMs, this.#life);
      const early = await this.#strike(fault, 'before body');
      const body = await this.#readBody(fault);
      const instead = early ?? (await this.#strike(fault, 'before processing'));
      // The body may have been complete just before the connection was torn.
      this.#life.throwIfAborted();
      const { method, url, headers } = this.recorded;
      const reply = instead ?? (await answer({ method, url: new URL(url), headers, body }));
      this.#log.changed();
      const other = await this.#strike(fault, 'after processing');
      if (fault?.stage === 'in reply') this.#breakOff(reply, fault);
      else this.#send(other ?? reply, keepAlive);
    } catch (error) {
      if (!isExpected(error)) console.error(`The emulator failed at ${this.recorded.url}`, error);
      this.#log.end(this.recorded, error instanceof Cut || this.#life.aborted ? 'cut' : 'abandoned');
      this.#socket.destroy();
    }
  }

  /** Lets the fault do its work if this is its stage; may hand back the reply to give instead. */
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

  async #readBody(fault: ActiveFault | undefined): Promise<Uint8Array> {
    const expected = Number(this.#incoming.headers['content-length'] ?? 0);
    const strikeAt = fault?.stage === 'in body' ? (fault.fault.afterBytes ?? expected / 2) : Infinity;
    const chunks: Buffer[] = [];
    let struck = false;
    for await (const chunk of this.#incoming as AsyncIterable<Buffer>) {
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

  #send(reply: Reply, keepAlive: boolean): void {
    const body = Buffer.from(reply.body ?? '');
    const connection = keepAlive ? {} : { Connection: 'close' };
    this.#outgoing.writeHead(reply.status, {
      ...reply.headers,
      ...connection,
      'Content-Length': body.length,
    });
    // Recorded before the last byte leaves: a client that has the reply must find it in the log.
    this.#log.end(this.recorded, 'answered', reply.status);
    this.#outgoing.end(this.recorded.method === 'HEAD' ? undefined : body);
  }

  /** The one fault that strikes while the reply is on its way. */
  #breakOff(reply: Reply, active: ActiveFault): void {
    const body = Buffer.from(reply.body ?? '');
    active.strikes += 1;
    this.#outgoing.writeHead(reply.status, { ...reply.headers, 'Content-Length': body.length });
    this.#outgoing.write(body.subarray(0, active.fault.afterBytes ?? body.length / 2), () =>
      this.#socket.destroy(),
    );
    this.#log.end(this.recorded, 'cut', reply.status);
  }
}

/** How an exchange is to go. */
export interface Course {
  readonly fault: ActiveFault | undefined;
  readonly latencyMs: number;
  readonly keepAlive: boolean;
  readonly answer: Site['answer'];
}

class Cut extends Error {}

function isExpected(error: unknown): boolean {
  if (error instanceof Cut) return true;
  const { code, message } = error as NodeJS.ErrnoException;
  return (
    code === 'ECONNRESET' || code === 'ERR_STREAM_PREMATURE_CLOSE' || message === 'The connection was torn'
  );
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
