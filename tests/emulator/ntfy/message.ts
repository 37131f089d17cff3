import { randomInt } from 'node:crypto';

/** One line of a topic's stream (docs.ntfy.sh/subscribe/api, "JSON message format"). Times are seconds since 1970. */
export interface NtfyMessage {
  readonly id: string;
  readonly time: number;
  /** When the server deletes it; `open` and `keepalive` have no such time. */
  readonly expires?: number;
  readonly event: 'open' | 'keepalive' | 'message';
  readonly topic: string;
  readonly message?: string;
  readonly attachment?: Attachment;
}

/** A body that is no message: too long, or not text. Its address is enough to fetch it. */
export interface Attachment {
  readonly name: string;
  readonly type: string;
  readonly size: number;
  readonly expires: number;
  readonly url: string;
}

/** Twelve letters and digits, for any kind of id. */
export function newId(): string {
  return Array.from({ length: 12 }, () => LETTERS[randomInt(LETTERS.length)]).join('');
}

export function isId(text: string): boolean {
  return /^[A-Za-z0-9]{12}$/.test(text);
}

/** What becomes of a posted body: the text of the message, or an attachment with a text about it. */
export function contentOf(body: Uint8Array, file: FileAddress): Pick<NtfyMessage, 'message' | 'attachment'> {
  const text = textOf(body);
  if (text !== undefined && body.length <= LONGEST_MESSAGE) return { message: text.trim() || 'triggered' };
  const { type, extension } = kindOf(text);
  const name = `attachment${extension}`;
  const attachment = { name, type, size: body.length, expires: file.expires, url: file.url + extension };
  return { message: `You received a file: ${name}`, attachment };
}

/** Where the attachment would be, without its extension, and until when. */
interface FileAddress {
  readonly url: string;
  readonly expires: number;
}

/** The server decides by the content: a webhook is JSON whatever its header is (server.go, handleBodyAsAttachment). */
function kindOf(text: string | undefined): { type: string; extension: string } {
  if (text === undefined) return { type: 'application/octet-stream', extension: '.bin' };
  return /^\s*[[{]/.test(text)
    ? { type: 'application/json', extension: '.json' }
    : { type: 'text/plain; charset=utf-8', extension: '.txt' };
}

function textOf(body: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    return undefined;
  }
}

/** Bytes (docs.ntfy.sh/publish, "Limitations"). */
const LONGEST_MESSAGE = 4096;

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
