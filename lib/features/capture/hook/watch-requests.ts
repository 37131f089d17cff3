import { FETCH_REPORT_DELAY_MS, MAX_BLOBS, MAX_PAGE_FILE_BYTES } from '../capture-limits.ts';
import { HOOK_SNIFF_BYTES, looksLikeRecording } from './looks-like-recording.ts';
import { wrapMethod } from './wrap-method.ts';

type OnRecording = (url: string, blob: Blob) => void;

/** Listens for recordings that the page fetches and then hands out in a way that nobody else sees. */
export function watchRequests(onRecording: OnRecording): void {
  let reading = 0;
  const later: OnRecording = (url, blob) => void setTimeout(onRecording, FETCH_REPORT_DELAY_MS, url, blob);

  wrapMethod(globalThis, 'fetch', (_self, _args, result) => {
    if (!(result instanceof Promise)) return;
    const inspect = async (response: Response) => {
      if (!mayBeRecording(response) || reading >= MAX_BLOBS) return;
      reading += 1;
      const blob = await readCopy(response.clone()).finally(() => {
        reading -= 1;
      });
      if (blob) later(response.url, blob);
    };
    // A request that fails is the page's own affair.
    result.then(inspect).catch(() => undefined);
  });

  wrapMethod(XMLHttpRequest.prototype, 'send', self => {
    if (!(self instanceof XMLHttpRequest)) return;
    self.addEventListener('load', () => void inspectXhr(self, later), { once: true });
  });
}

/** Copying every answer would double what a page needs; its type, or an attachment, makes one worth a look. */
function mayBeRecording({ ok, headers, body, bodyUsed }: Response): boolean {
  if (!ok || !body || bodyUsed || Number(headers.get('content-length') ?? 0) > MAX_PAGE_FILE_BYTES)
    return false;
  const type = headers.get('content-type') ?? '';
  return RECORDING_TYPES.test(type) || /^attachment/i.test(headers.get('content-disposition') ?? '');
}

const RECORDING_TYPES =
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
    if (
      size > MAX_PAGE_FILE_BYTES ||
      (start.length >= 12 && !looksLikeRecording(start.subarray(0, HOOK_SNIFF_BYTES), 'fetch'))
    )
      return undefined;
  }
  return new Blob(parts);
}

async function inspectXhr(
  { response, responseURL, status }: XMLHttpRequest,
  onRecording: OnRecording,
): Promise<void> {
  if (status !== 200) return;
  if (!(response instanceof Blob || response instanceof ArrayBuffer)) return;
  const size = response instanceof Blob ? response.size : response.byteLength;
  if (size > MAX_PAGE_FILE_BYTES) return;
  const head = response.slice(0, HOOK_SNIFF_BYTES);
  const start = new Uint8Array(head instanceof Blob ? await head.arrayBuffer() : head);
  if (looksLikeRecording(start, 'fetch')) onRecording(responseURL, new Blob([response]));
}
