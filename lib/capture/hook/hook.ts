import { MAX_BLOBS } from '../limits.ts';
import { afterCall } from './after-call.ts';
import { listenToRequests } from './requests.ts';
import { teller } from './teller.ts';

/**
 * Listens, in the page's own world, for recordings that the page makes or fetches and gives to the person to save: the only place
 * where the bytes of a blob can be had. Nothing of Musette's comes in here; what goes out is the page's own.
 */
export function hook(): void {
  const blobs = new Map<string, Blob>();
  const tell = teller();

  const saved = (anchor: unknown) => {
    if (!(anchor instanceof HTMLAnchorElement) || !anchor.hasAttribute('download')) return;
    const blob = blobs.get(anchor.href);
    if (blob) void tell('click', anchor.href, anchor.download, blob);
  };

  // The blob itself is kept, so that it is still there when its address is revoked right after the click.
  afterCall(URL, 'createObjectURL', (_self, [object], url) => {
    if (!(object instanceof Blob) || typeof url !== 'string') return;
    blobs.set(url, object);
    const [oldest] = blobs.keys();
    if (blobs.size > MAX_BLOBS && oldest !== undefined) blobs.delete(oldest);
  });
  addEventListener('click', event => event.composedPath().forEach(saved), true);
  // A link that is in no document: its click never comes by here.
  const isLoose = (self: unknown): boolean => self instanceof Node && !self.isConnected;
  afterCall(HTMLElement.prototype, 'click', self => {
    if (isLoose(self)) saved(self);
  });
  afterCall(EventTarget.prototype, 'dispatchEvent', (self, [event]) => {
    if (isLoose(self) && event instanceof MouseEvent && event.type === 'click') saved(self);
  });
  listenToRequests((url, blob) => void tell('fetch', url, '', blob));
}
