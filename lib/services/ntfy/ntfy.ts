import * as z from 'zod/mini';
import { Problem } from '../../platform/problem.ts';
import { readBody } from '../../platform/read-body.ts';
import { parseRetryAfter } from '../../platform/retry-after.ts';
import { MINUTE } from '../../platform/time.ts';

/** A topic on an ntfy server. */
export interface NtfyTopic {
  /** "https://ntfy.sh" */
  server: string;
  name: string;
  token?: string | undefined;
}

/** Messages of a topic. */
export interface NtfyMessages {
  /** What was posted, oldest first. */
  bodies: string[];
  /** Some bodies have expired on the server. */
  hasGap: boolean;
  /** Id of the last message; absent if there was none. */
  lastId?: string;
}

const messageSchema = z.object({
  id: z.string().check(z.regex(/^[A-Za-z0-9]{1,32}$/)),
  event: z.literal('message'),
  message: z.catch(z.optional(z.string()), undefined),
  attachment: z.catch(z.optional(z.object({ url: z.string() })), undefined),
});

/**
 * Fetches the messages of a topic after a message id or a time in Unix seconds (https://docs.ntfy.sh/subscribe/api/, read 2026-11).
 * Only the topic's name and its token, if any, are sent. `signal` aborts every request.
 * @throws {Problem} `topic-closed`, `topic-gone`, `topic-unreachable`, `site-down`, `site-rate-limited`, each with the server's name
 */
export async function fetchNtfyMessages(
  address: NtfyTopic,
  since: string,
  signal?: AbortSignal,
): Promise<NtfyMessages> {
  const url = new URL(`/${encodeURIComponent(address.name)}/json`, address.server);
  url.search = new URLSearchParams({ poll: '1', since }).toString();
  const messages = (await fetchText(url, address, signal)).split('\n').flatMap(line => parseMessage(line) ?? []);
  const bodies: string[] = [];
  let hasGap = false;
  let attachmentsLeft = MAX_ATTACHMENTS;
  for (const message of messages) {
    if (message.attachment) attachmentsLeft -= 1;
    const body = attachmentsLeft < 0 && message.attachment ? undefined : await fetchBody(message, address, signal);
    if (body === undefined) hasGap = true;
    else bodies.push(body);
  }
  const lastId = messages.at(-1)?.id;
  return { bodies, hasGap, ...(lastId !== undefined && { lastId }) };
}

type Message = z.infer<typeof messageSchema>;

/** Deliveries longer than a message are rare, but everyone who knows the topic can post as many attachments as they like. */
const MAX_ATTACHMENTS = 20;

/** Lines that open the stream or keep it alive are no messages, and an incomplete line is read the next time. */
function parseMessage(line: string): Message | undefined {
  try {
    const read = messageSchema.safeParse(JSON.parse(line));
    return read.success ? read.data : undefined;
  } catch {
    return undefined;
  }
}

/**
 * What was posted: the message, or its attachment if it was longer than 4096 bytes, which the server stores only for some hours
 * (https://docs.ntfy.sh/publish/#limitations).
 */
async function fetchBody(
  { message = '', attachment }: Message,
  address: NtfyTopic,
  signal: AbortSignal | undefined,
): Promise<string | undefined> {
  if (!attachment) return message;
  const url = URL.parse(attachment.url);
  // A message may contain any address. An attachment that was made of a long message is on the same server, under /file/.
  if (url?.origin !== new URL(address.server).origin || !url.pathname.startsWith('/file/')) return undefined;
  if (url.username || url.password) return undefined;
  try {
    return await fetchText(url, address, signal);
  } catch (thrown) {
    // Without a network nothing can be said about this attachment.
    if (navigator.onLine === false) throw thrown;
    // Whatever is wrong with it, the messages behind it are still read: a poll finds what it would have said.
    return undefined;
  }
}

async function fetchText(url: URL, { server, token }: NtfyTopic, signal: AbortSignal | undefined): Promise<string> {
  const { host: site } = new URL(server);
  try {
    const response = await fetch(url.href, {
      ...(token && { headers: { Authorization: `Bearer ${token}` } }),
      credentials: 'omit',
      cache: 'no-store',
      // It could lead to any address, one at home included.
      redirect: 'error',
      signal: AbortSignal.any([AbortSignal.timeout(TIMEOUT_MS), ...(signal ? [signal] : [])]),
    });
    if (response.status !== 200) throw toNtfyProblem(response, site);
    const text = await (await readBody(response.body, { maxBytes: MAX_BYTES }))?.text();
    if (text === undefined) throw new Problem('topic-unreachable', { site });
    return text;
  } catch (thrown) {
    if (thrown instanceof Problem) throw thrown;
    throw new Problem('topic-unreachable', { site }, { cause: thrown });
  }
}

const TIMEOUT_MS = 2 * MINUTE;

/** A message has at most 4096 bytes, and the public server keeps them for 12 hours. */
const MAX_BYTES = 46 * 2 ** 20;

function toNtfyProblem({ status, headers }: Response, site: string): Problem {
  if (status === 429) {
    const retryAfterMs = parseRetryAfter(headers.get('retry-after'));
    return new Problem('site-rate-limited', { site, ...(retryAfterMs !== undefined && { retryAfterMs }) });
  }
  if (status === 404) return new Problem('topic-gone', { site });
  return new Problem(status >= 500 ? 'site-down' : 'topic-closed', { site });
}
