import type { Reply } from '../site.ts';

/** A request that ntfy refuses, with its text and error number (server/errors.go). */
export class NtfyRefusal extends Error {
  readonly #code: number;
  readonly #link: string;

  constructor(code: number, error: string, link = '') {
    super(error);
    this.#code = code;
    this.#link = link;
  }

  toReply(): Reply {
    const http = Math.floor(this.#code / 100);
    const link = this.#link === '' ? {} : { link: `https://ntfy.sh/docs/${this.#link}` };
    return json(http, { code: this.#code, http, error: this.message, ...link });
  }
}

/** JSON as ntfy writes it: one line, readable for every page. */
export function json(status: number, value: unknown): Reply {
  const headers = { 'Content-Type': 'application/json', ...anyOrigin };
  return { status, headers, body: `${JSON.stringify(value)}\n` };
}

/** The server's `Access-Control-Allow-Origin`, on everything it sends. */
export const anyOrigin = { 'Access-Control-Allow-Origin': '*' } as const;

export const errors = {
  sinceInvalid: new NtfyRefusal(40008, 'invalid since parameter', 'subscribe/api/#fetch-cached-messages'),
  topicInvalid: new NtfyRefusal(40009, 'invalid request: topic invalid'),
  unauthorized: new NtfyRefusal(40101, 'unauthorized', 'publish/#authentication'),
  forbidden: new NtfyRefusal(40301, 'forbidden', 'publish/#authentication'),
  notFound: new NtfyRefusal(40401, 'page not found'),
  attachmentTooLarge: new NtfyRefusal(
    41301,
    'attachment too large, or bandwidth limit reached',
    'publish/#limitations',
  ),
  tooManyRequests: new NtfyRefusal(42901, 'limit reached: too many requests, please be nice', 'publish/#limitations'),
} as const;
