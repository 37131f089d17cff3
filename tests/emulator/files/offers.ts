import { fitFile } from '../../fixtures/recordings.ts';
import { escapeHtml } from '../html.ts';
import type { Served } from './served.ts';

/** A recording on the download page, and how a click gets it. Its name and its bytes are unique. */
export interface Offer {
  readonly kind: DownloadKind;
  /** What to click. */
  readonly selector: string;
  /** What the file on disk is called. */
  readonly fileName: string;
  readonly bytes: Uint8Array;
  /** The first request of the page; undefined if it needs no network. */
  readonly url: string | undefined;
}

/** Makes the recording, the markup and the addresses of one kind of download. */
export function makeOffer(kind: DownloadKind, number: number, serve: Serve): { offer: Offer; markup: string } {
  const fileName = `${kind}-${number}.fit`;
  // Not whole time zones apart: two of them would look like one in another zone.
  const startMs = Date.UTC(2026, 2, 1, 7) - number * 3_671_000;
  const bytes = fitFile({ startMs, durationSecs: 60, seed: 5000 + number });
  const url = ADDRESSES[kind](`/downloads/${number}`, fileName, bytes, serve);
  const offer = { kind, selector: `#${kind}`, fileName, bytes, url };
  return { offer, markup: markupOf(offer) };
}

type Serve = (address: string, served: Served) => string;
type MakeAddress = (base: string, fileName: string, bytes: Uint8Array, serve: Serve) => string | undefined;

const plainly: MakeAddress = (base, fileName, bytes, serve) => serve(`${base}/${fileName}`, { bytes });
const byName: MakeAddress = (base, fileName, bytes, serve) => serve(base, { bytes, disposition: attachment(fileName) });
const nowhere: MakeAddress = () => undefined;

/** How each kind is downloaded, in the order of the page. */
const ADDRESSES = {
  plain: plainly,
  disposition: byName,
  named: (base, _, bytes, serve) => serve(base, { bytes, type: 'text/plain' }),
  redirect: (base, fileName, bytes, serve) => {
    serve(`${base}/${fileName}`, { bytes });
    serve(`${base}/second`, { redirectTo: `${base}/${fileName}` });
    return serve(base, { redirectTo: `${base}/second` });
  },
  otherHost: (base, fileName, bytes, serve) => {
    const redirectTo = serve(`https://cdn.example.net${base}/${fileName}`, { bytes });
    return serve(base, { redirectTo });
  },
  data: nowhere,
  blobKept: plainly,
  blobRevoked: plainly,
  xhr: plainly,
  built: nowhere,
  post: (base, fileName, bytes, serve) => serve(base, { bytes, method: 'POST', disposition: attachment(fileName) }),
  once: (base, fileName, bytes, serve) =>
    serve(`${base}?X-Signature=1f8b08`, { bytes, once: true, disposition: attachment(fileName) }),
} as const satisfies Record<string, MakeAddress>;

/**
 * Every way a page offers a file: a link, a link whose answer has the name, one with a `download`
 * attribute, redirects here and elsewhere, `data:`, a blob that stays or is revoked at once, one that came by XHR or was
 * built in the page, a form, and an address that is good once.
 */
export type DownloadKind = keyof typeof ADDRESSES;

/** All of them. */
export const downloadKinds = Object.keys(ADDRESSES) as readonly DownloadKind[];

function markupOf({ kind, fileName, bytes, url = '' }: Offer): string {
  const base64 = Buffer.from(bytes).toString('base64');
  const href = kind === 'data' ? `data:application/octet-stream;base64,${base64}` : url;
  switch (kind) {
    case 'blobKept':
    case 'blobRevoked':
    case 'xhr':
      return `<button id="${kind}" data-name="${fileName}" data-from="${escapeHtml(url)}">${kind}</button>`;
    case 'built':
      return `<button id="${kind}" data-name="${fileName}" data-base64="${base64}">${kind}</button>`;
    case 'post':
      return `<form method="post" action="${escapeHtml(url)}"><button id="${kind}">${kind}</button></form>`;
    default: {
      const download = kind === 'named' || kind === 'data' ? ` download="${fileName}"` : '';
      return `<a id="${kind}" href="${escapeHtml(href)}"${download}>${kind}</a>`;
    }
  }
}

function attachment(fileName: string): string {
  return `attachment; filename="${fileName}"`;
}
