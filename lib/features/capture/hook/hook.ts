import { MAX_BLOBS } from '../capture-limits.ts';
import { createReporter } from './reporter.ts';
import { watchRequests } from './watch-requests.ts';
import { wrapMethod } from './wrap-method.ts';

/**
 * Listens, in the page's own world, for recordings that the page makes or fetches and gives to the person to save: the only place
 * where the bytes of a blob can be had. Nothing of Musette's comes in here; what goes out is the page's own.
 */
export function installHook(): void {
  const blobs = new Map<string, Blob>();
  const report = createReporter();

  const reportSaved = (anchor: unknown) => {
    if (!(anchor instanceof HTMLAnchorElement) || !anchor.hasAttribute('download')) return;
    const blob = blobs.get(anchor.href);
    if (blob) void report('click', anchor.href, anchor.download, blob);
  };

  // The blob itself is kept, so that it is still there when its address is revoked right after the click.
  wrapMethod(URL, 'createObjectURL', (_self, [object], url) => {
    if (!(object instanceof Blob) || typeof url !== 'string') return;
    blobs.set(url, object);
    const [oldest] = blobs.keys();
    if (blobs.size > MAX_BLOBS && oldest !== undefined) blobs.delete(oldest);
  });
  addEventListener('click', event => event.composedPath().forEach(reportSaved), true);
  // A link that is in no document: its click never comes by here.
  const isDetached = (self: unknown): boolean => self instanceof Node && !self.isConnected;
  wrapMethod(HTMLElement.prototype, 'click', self => {
    if (isDetached(self)) reportSaved(self);
  });
  wrapMethod(EventTarget.prototype, 'dispatchEvent', (self, [event]) => {
    if (isDetached(self) && event instanceof MouseEvent && event.type === 'click') reportSaved(self);
  });
  watchRequests((url, blob) => void report('fetch', url, '', blob));
}
