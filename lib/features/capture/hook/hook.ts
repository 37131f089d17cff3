import { FETCH_REPORT_DELAY_MS, MAX_BLOBS, MAX_PAGE_FILE_BYTES, MAX_REPORTS } from '../capture-limits.ts';
import { HOOK_SNIFF_BYTES, looksLikeRecording } from './looks-like-recording.ts';
import { EventThrottle, type HookReport, REPORT_EVENT } from './protocol.ts';

/**
 * Watches, in the page's own world, for recordings that the page makes or fetches and gives to the person to save: the only place
 * where the bytes of a blob can be read. No data of Musette's is in here; what leaves is the page's own. The page may have replaced
 * everything that this calls, so every way in catches what it throws: an error would show the page this extension's address.
 */
export function installHook(): void {
  const blobs = new Map<string, Blob>();
  const report = createReporter();

  const reportSaved = (anchor: unknown) => {
    if (!(anchor instanceof HTMLAnchorElement) || !anchor.hasAttribute('download')) return;
    const blob = blobs.get(anchor.href);
    if (blob) report('click', anchor.href, anchor.download, blob);
  };

  // The blob itself is stored: pages revoke its address right after the click.
  wrapMethod(URL, 'createObjectURL', (_self, [object], url) => {
    if (!(object instanceof Blob) || typeof url !== 'string') return;
    blobs.set(url, object);
    const [oldest] = blobs.keys();
    if (blobs.size > MAX_BLOBS && oldest !== undefined) blobs.delete(oldest);
  });
  addEventListener('click', event => runQuietly(() => event.composedPath().forEach(reportSaved)), true);
  // The click of a link that is in no document does not reach the window.
  const isDetached = (self: unknown): boolean => self instanceof Node && !self.isConnected;
  wrapMethod(HTMLElement.prototype, 'click', self => {
    if (isDetached(self)) reportSaved(self);
  });
  wrapMethod(EventTarget.prototype, 'dispatchEvent', (self, [event]) => {
    if (isDetached(self) && event instanceof MouseEvent && event.type === 'click') reportSaved(self);
  });
  watchRequests((url, blob) => report('fetch', url, '', blob));
}

/**
 * Calls `onCall` after each call of a method of the page. The page must not notice: the method has the same name, length and result
 * as before, and errors of `onCall` do not reach the page.
 */
export function wrapMethod<Owner extends object, Name extends keyof Owner>(
  owner: Owner,
  name: Name,
  onCall: (self: unknown, args: unknown[], result: unknown) => void,
): void {
  const method = owner[name];
  if (typeof method !== 'function') return;
  owner[name] = new Proxy(method, {
    apply(target, self, args) {
      const result: unknown = Reflect.apply(target, self, args);
      runQuietly(() => onCall(self, args, result));
      return result;
    },
  });
}

/** Runs `work`, which may use what the page has changed: its errors reach nobody, also those of a promise that it returns. */
function runQuietly(work: () => unknown): void {
  // An async function, so that what `work` throws rejects its promise; and `await` uses nothing that a page can replace.
  void (async () => {
    try {
      await work();
    } catch {
      // Nothing is reported then; what the page itself does has succeeded.
    }
  })();
}

type Report = (how: HookReport['how'], url: string, name: string, blob: Blob) => void;

/** Reports bytes that may be a recording to the relay, within limits. */
function createReporter(): Report {
  // Separate limits: a page that fetches all day must not use up those of the files that it saves.
  const throttles = { click: new EventThrottle(MAX_REPORTS), fetch: new EventThrottle(MAX_REPORTS) };
  let lastSaved = { size: 0, atMs: 0 };
  let reading = 0;

  const readStart = async (blob: Blob): Promise<Uint8Array> => {
    reading += 1;
    try {
      return new Uint8Array(await blob.slice(0, HOOK_SNIFF_BYTES).arrayBuffer());
    } finally {
      reading -= 1;
    }
  };

  const report = async (...[how, url, name, blob]: Parameters<Report>) => {
    if (blob.size === 0 || blob.size > MAX_PAGE_FILE_BYTES || reading >= MAX_BLOBS) return;
    if (!looksLikeRecording(await readStart(blob), how)) return;
    const now = Date.now();
    // What was fetched and then saved has been reported already.
    const isReported = blob.size === lastSaved.size && now - lastSaved.atMs < 2 * FETCH_REPORT_DELAY_MS;
    if ((how === 'fetch' && isReported) || !throttles[how].tryAcquire(now)) return;
    if (how === 'click') lastSaved = { size: blob.size, atMs: now };
    const base64 = new Uint8Array(await blob.arrayBuffer()).toBase64();
    const detail: HookReport = { how, url, name, base64 };
    dispatchEvent(new CustomEvent(REPORT_EVENT, { detail: JSON.stringify(detail) }));
  };
  return (...facts) => runQuietly(() => report(...facts));
}

type OnRecording = (url: string, blob: Blob) => void;

/** Watches for recordings that the page fetches, for it may save them in a way that no event shows. */
function watchRequests(onRecording: OnRecording): void {
  let reading = 0;
  const reportLater: OnRecording = (url, blob) => void setTimeout(onRecording, FETCH_REPORT_DELAY_MS, url, blob);

  wrapMethod(globalThis, 'fetch', (_self, _args, result) => {
    if (!(result instanceof Promise)) return;
    const inspect = async (response: Response) => {
      if (!mayBeRecording(response) || reading >= MAX_BLOBS) return;
      reading += 1;
      const blob = await readCopy(response.clone()).finally(() => {
        reading -= 1;
      });
      if (blob) reportLater(response.url, blob);
    };
    // Errors of a request are the page's to handle.
    runQuietly(async () => await inspect(await result));
  });

  wrapMethod(XMLHttpRequest.prototype, 'send', self => {
    if (!(self instanceof XMLHttpRequest)) return;
    self.addEventListener('load', () => runQuietly(() => inspectXhr(self, reportLater)), { once: true });
  });
}

/** By its type, or because it is an attachment: copying every response would double what a page needs. */
function mayBeRecording({ ok, headers, body, bodyUsed }: Response): boolean {
  if (!ok || !body || bodyUsed || Number(headers.get('content-length') ?? 0) > MAX_PAGE_FILE_BYTES) return false;
  const type = headers.get('content-type') ?? '';
  return RECORDING_TYPES.test(type) || /^attachment/i.test(headers.get('content-disposition') ?? '');
}

const RECORDING_TYPES =
  /^application\/(octet-stream|binary|vnd\.ant\.fit|gpx\+xml|vnd\.garmin\.tcx\+xml|(x-)?(zip|gzip)\b)/i;

/** The copy, if it starts like a recording and is not too large. */
async function readCopy({ body }: Response): Promise<Blob | undefined> {
  if (!body) return undefined;
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  for await (const part of body) {
    size += part.length;
    parts.push(part);
    const start = parts[0] ?? part;
    const isOther = start.length >= 12 && !looksLikeRecording(start.subarray(0, HOOK_SNIFF_BYTES), 'fetch');
    if (size > MAX_PAGE_FILE_BYTES || isOther) return undefined;
  }
  return new Blob(parts);
}

async function inspectXhr({ response, responseURL, status }: XMLHttpRequest, onRecording: OnRecording): Promise<void> {
  if (status !== 200) return;
  if (!(response instanceof Blob || response instanceof ArrayBuffer)) return;
  const size = response instanceof Blob ? response.size : response.byteLength;
  if (size > MAX_PAGE_FILE_BYTES) return;
  const head = response.slice(0, HOOK_SNIFF_BYTES);
  const start = new Uint8Array(head instanceof Blob ? await head.arrayBuffer() : head);
  if (looksLikeRecording(start, 'fetch')) onRecording(responseURL, new Blob([response]));
}
