import { FETCHED_LATER_MS, MAX_BLOBS, MAX_HEARD_BYTES } from '../limits.ts';
import { afterCall } from './after-call.ts';
import { carries, SNIFFED } from './carries.ts';

type Heed = (url: string, blob: Blob) => void;

/** Listens for recordings that the page fetches and then hands out in a way that nobody else sees. */
export function listenToRequests(heed: Heed): void {
  let reading = 0;
  const later: Heed = (url, blob) => void setTimeout(heed, FETCHED_LATER_MS, url, blob);

  afterCall(globalThis, 'fetch', (_self, _args, result) => {
    if (!(result instanceof Promise)) return;
    const look = async (response: Response) => {
      if (!mayCarry(response) || reading >= MAX_BLOBS) return;
      reading += 1;
      const blob = await readCopy(response.clone()).finally(() => {
        reading -= 1;
      });
      if (blob) later(response.url, blob);
    };
    // A request that fails is the page's own affair.
    result.then(look).catch(() => undefined);
  });

  afterCall(XMLHttpRequest.prototype, 'send', self => {
    if (!(self instanceof XMLHttpRequest)) return;
    self.addEventListener('load', () => void lookAtXhr(self, later), { once: true });
  });
}

/** Copying every answer would double what a page needs; its type, or an attachment, makes one worth a look. */
function mayCarry({ ok, headers, body, bodyUsed }: Response): boolean {
  if (!ok || !body || bodyUsed || Number(headers.get('content-length') ?? 0) > MAX_HEARD_BYTES) return false;
  const type = headers.get('content-type') ?? '';
  return TYPES.test(type) || /^attachment/i.test(headers.get('content-disposition') ?? '');
}

const TYPES =
  /^application\/(octet-stream|binary|vnd\.ant\.fit|gpx\+xml|vnd\.garmin\.tcx\+xml|(x-)?(zip|gzip)\b)/i;

/** The copy, if it begins like a recording and ends before it is too long. */
async function readCopy({ body }: Response): Promise<Blob | undefined> {
  if (!body) return undefined;
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  for await (const part of body) {
    size += part.length;
    parts.push(part);
    const start = parts[0] ?? part;
    if (size > MAX_HEARD_BYTES || (start.length >= 12 && !carries(start.subarray(0, SNIFFED), 'fetch')))
      return undefined;
  }
  return new Blob(parts);
}

async function lookAtXhr({ response, responseURL, status }: XMLHttpRequest, heed: Heed): Promise<void> {
  if (status !== 200) return;
  if (!(response instanceof Blob || response instanceof ArrayBuffer)) return;
  const size = response instanceof Blob ? response.size : response.byteLength;
  if (size > MAX_HEARD_BYTES) return;
  const head = response.slice(0, SNIFFED);
  const start = new Uint8Array(head instanceof Blob ? await head.arrayBuffer() : head);
  if (carries(start, 'fetch')) heed(responseURL, new Blob([response]));
}
