import * as z from 'zod/mini';
import { Problem } from '../problem.ts';
import { type Got, getHere, retryAfterMs } from '../sources/get.ts';

/** What is needed to read a topic. */
export interface Address {
  /** "https://ntfy.sh" */
  server: string;
  name: string;
  token?: string | undefined;
}

/** What came through a topic. */
export interface Read {
  /** The bodies that were posted, oldest first. */
  bodies: string[];
  /** Some bodies could not be had any more. */
  hasGap: boolean;
  /** The last message; absent where there was none. */
  last?: string;
}

const messageSchema = z.object({
  id: z.string().check(z.regex(/^[A-Za-z0-9]{1,32}$/)),
  event: z.literal('message'),
  message: z.catch(z.optional(z.string()), undefined),
  attachment: z.catch(z.optional(z.object({ url: z.string() })), undefined),
});

/**
 * Reads what is in a topic behind a message or a moment (docs.ntfy.sh/subscribe/api, read 2026-11). Nothing but the topic's name, and
 * the token where it has one, is sent there.
 * @throws {Problem} `topic-closed`, `topic-gone`, `topic-unreachable`, `site-down`, `site-rate-limited`, each with the server's name
 */
export async function readTopic(address: Address, since: string): Promise<Read> {
  const url = new URL(`/${encodeURIComponent(address.name)}/json`, address.server);
  url.search = new URLSearchParams({ poll: '1', since }).toString();
  const lines = (await get(url, address)).split('\n').flatMap(line => messageIn(line) ?? []);
  const bodies: string[] = [];
  let hasGap = false;
  for (const message of lines) {
    const body = await bodyOf(message, address);
    if (body === undefined) hasGap = true;
    else bodies.push(body);
  }
  const last = lines.at(-1)?.id;
  return { bodies, hasGap, ...(last !== undefined && { last }) };
}

type Message = z.infer<typeof messageSchema>;

/** Lines that tell that the stream is open or alive are no messages, and one that is torn is read the next time. */
function messageIn(line: string): Message | undefined {
  try {
    const read = messageSchema.safeParse(JSON.parse(line));
    return read.success ? read.data : undefined;
  } catch {
    return undefined;
  }
}

/**
 * What was posted: the message, or where that was longer than 4096 bytes, its attachment, which the server keeps for a few hours only.
 */
async function bodyOf({ message = '', attachment }: Message, address: Address): Promise<string | undefined> {
  if (!attachment) return message;
  const url = URL.parse(attachment.url);
  // A message may name any address in the world; what was posted to this server lies there, with its other files.
  if (url?.origin !== new URL(address.server).origin || !url.pathname.startsWith('/file/')) return undefined;
  try {
    return await get(url, address);
  } catch (thrown) {
    // One message must not keep all others from being read.
    if (['topic-gone', 'topic-closed'].includes(Problem.from(thrown).kind)) return undefined;
    throw thrown;
  }
}

async function get(url: URL, { server, token }: Address): Promise<string> {
  const { host: site, origin } = new URL(server);
  const checkSource = (from: URL) => {
    if (from.origin !== origin) throw new Problem('topic-unreachable', { site });
  };
  const headers: Record<string, string> = token ? { Authorization: `Bearer ${token}` } : {};
  const got = await getHere({ fetch }, site)(url.href, { headers, checkSource }).catch(thrown => {
    throw new Problem('topic-unreachable', { site }, { cause: thrown });
  });
  if (got.status !== 200) throw refusal(got, site);
  return new TextDecoder().decode(got.bytes);
}

function refusal(got: Got, site: string): Problem {
  const wait = retryAfterMs(got);
  if (got.status === 429) {
    return new Problem('site-rate-limited', { site, ...(wait !== undefined && { retryAfterMs: wait }) });
  }
  if (got.status === 404) return new Problem('topic-gone', { site });
  return new Problem(got.status >= 500 ? 'site-down' : 'topic-closed', { site });
}
