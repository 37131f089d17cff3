import { MAX_BLOBS, MAX_HEARD_BYTES } from '../limits.ts';
import { afterCall } from './after-call.ts';
import { Allowance } from './allowance.ts';
import { carries, SNIFFED } from './carries.ts';
import { listenToRequests } from './requests.ts';
import { SPOKEN, type Spoken } from './spoken.ts';

/**
 * Listens, in the page's own world, for recordings that the page makes or fetches and gives to the person to save: the only place
 * where the bytes of a blob can be had. Nothing of Musette's comes in here; what goes out is the page's own.
 */
export function hook(): void {
  const blobs = new Map<string, Blob>();
  const allowance = new Allowance();
  const clicked = new Set<number>();

  const tell = async (how: Spoken['how'], url: string, name: string, blob: Blob) => {
    if (blob.size === 0 || blob.size > MAX_HEARD_BYTES) return;
    if (!carries(new Uint8Array(await blob.slice(0, SNIFFED).arrayBuffer()), how)) return;
    if (how === 'fetch' && clicked.has(blob.size)) return;
    if (how === 'click') clicked.add(blob.size);
    if (!allowance.take(Date.now())) return;
    const base64 = new Uint8Array(await blob.arrayBuffer()).toBase64();
    const spoken: Spoken = { how, url, name, base64 };
    dispatchEvent(new CustomEvent(SPOKEN, { detail: JSON.stringify(spoken) }));
  };

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
  afterCall(HTMLElement.prototype, 'click', self => {
    if (self instanceof Node && !self.isConnected) saved(self);
  });
  afterCall(EventTarget.prototype, 'dispatchEvent', (self, [event]) => {
    if (self instanceof Node && !self.isConnected && event instanceof MouseEvent && event.type === 'click')
      saved(self);
  });
  listenToRequests((url, blob) => void tell('fetch', url, '', blob));
}
