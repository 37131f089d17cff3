import { type NtfyMessage, newId } from './message.ts';

/** The connections that stay open and get every message as it comes. */
export class Streams {
  #open = new Set<Stream>();

  reset(): void {
    for (const stream of this.#open) stream.end();
    this.#open.clear();
  }

  /** Begins with an `open` event and the older messages that were requested. */
  open(host: string, topics: readonly string[], past: readonly NtfyMessage[], time: number): AsyncIterable<Uint8Array> {
    const stream = new Stream(host, topics, () => this.#open.delete(stream));
    stream.send(stream.event('open', time));
    for (const message of past) stream.send(message);
    this.#open.add(stream);
    return stream;
  }

  publish(host: string, message: NtfyMessage): void {
    for (const stream of this.#open)
      if (stream.host === host && stream.topics.includes(message.topic)) stream.send(message);
  }

  keepAlive(time: number): void {
    for (const stream of this.#open) stream.send(stream.event('keepalive', time));
  }
}

/** One stream: a queue of lines, and a reader that waits for them. */
class Stream implements AsyncIterableIterator<Uint8Array> {
  readonly host: string;
  readonly topics: readonly string[];
  #lines: Uint8Array[] = [];
  #ended = false;
  #wake: (() => void) | undefined;
  #onEnd: () => void;

  constructor(host: string, topics: readonly string[], onEnd: () => void) {
    this.host = host;
    this.topics = topics;
    this.#onEnd = onEnd;
  }

  event(event: 'open' | 'keepalive', time: number): NtfyMessage {
    return { id: newId(), time, event, topic: this.topics.join(',') };
  }

  send(message: NtfyMessage): void {
    this.#lines.push(Buffer.from(`${JSON.stringify(message)}\n`));
    this.#wake?.();
  }

  end(): void {
    this.#ended = true;
    this.#wake?.();
  }

  async next(): Promise<IteratorResult<Uint8Array>> {
    while (this.#lines.length === 0 && !this.#ended) {
      const { promise, resolve } = Promise.withResolvers<void>();
      this.#wake = resolve;
      await promise;
    }
    const line = this.#lines.shift();
    return line ? { done: false, value: line } : { done: true, value: undefined };
  }

  /** The reader has gone. */
  return(): Promise<IteratorResult<Uint8Array>> {
    this.end();
    this.#onEnd();
    return Promise.resolve({ done: true, value: undefined });
  }

  [Symbol.asyncIterator]() {
    return this;
  }
}
