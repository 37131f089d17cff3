import { now } from '../clock.ts';
import type { Reply } from '../site.ts';
import { contentOf, type NtfyMessage, newId } from './message.ts';
import { anyOrigin, errors } from './refusals.ts';

/** What a server stores for some time: messages by topic, and the bodies that were too long for one. */
export class Cache {
  #kept: Kept[] = [];
  #passedMs = 0;

  reset(): void {
    this.#kept = [];
    this.#passedMs = 0;
  }

  get nowSecs(): number {
    return Math.floor((now() + this.#passedMs) / 1000);
  }

  passTime(ms: number): void {
    this.#passedMs += ms;
  }

  add(host: string, topic: string, body: Uint8Array): NtfyMessage {
    if (body.length > LARGEST_ATTACHMENT) throw errors.attachmentTooLarge;
    const id = newId();
    const time = this.nowSecs;
    const content = contentOf(body, { url: `https://${host}/file/${id}`, expires: time + ATTACHMENT_SECS });
    const message = { id, time, expires: time + MESSAGE_SECS, event: 'message', topic, ...content } as const;
    this.#kept.push({ host, message, body });
    return message;
  }

  /** The messages of these topics that have not expired, in the order in which they came. */
  of(host: string, topics: readonly string[]): NtfyMessage[] {
    return this.#kept
      .filter(kept => kept.host === host && topics.includes(kept.message.topic))
      .map(({ message }) => message)
      .filter(({ expires = 0 }) => expires > this.nowSecs);
  }

  /** An attachment. Everyone with its address can read it, even of a protected topic. */
  file(path: string): Reply {
    const found = this.#kept.find(({ message }) => message.attachment?.url.endsWith(path));
    const { attachment } = found?.message ?? {};
    if (!found || !attachment || attachment.expires <= this.nowSecs) throw errors.notFound;
    const disposition = `attachment; filename="${attachment.name}"`;
    return {
      status: 200,
      headers: { 'Content-Type': attachment.type, 'Content-Disposition': disposition, ...anyOrigin },
      body: found.body,
    };
  }
}

interface Kept {
  readonly host: string;
  readonly message: NtfyMessage;
  readonly body: Uint8Array;
}

/** What the public server grants everybody (docs.ntfy.sh/publish, "Limitations"; config, "Message cache"). */
const MESSAGE_SECS = 12 * 3600;
const ATTACHMENT_SECS = 3 * 3600;
const LARGEST_ATTACHMENT = 2 * 1024 * 1024;
