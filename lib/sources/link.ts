import { sniff } from '../files/sniff.ts';
import { Problem } from '../problem.ts';
import { checkAddress } from './address.ts';
import { asksToSignIn, fileNameIn, problemOfStatus } from './answers.ts';
import { type Got, getHere, getInPage } from './get.ts';
import type { Original, Reach } from './source.ts';

/**
 * Fetches the file at any address: in the page where it is the page's own host, else in the background. Only what begins
 * like a recording, or like something that may hold one, is read to its end.
 * @throws {Problem} `forbidden-address`, `no-access`, `signed-out`, `web-page`, `unknown-format`, `empty-file`, and as `Get`
 */
export async function fetchLink(url: URL, reach: Reach): Promise<Original> {
  checkAddress(url);
  const site = url.hostname;
  if (!reach.hasPage && !reach.mayFetch) throw new Problem('no-access', { site });
  const get = reach.hasPage ? getInPage(reach, site) : getHere(reach, site);
  const got = await get(url.href, {
    withCookies: true,
    stay: true,
    // The way there may have led anywhere, and `redirect: 'manual'` shows nothing of it, even with permission.
    checkSource: checkAddress,
    checkStart: (start, from) => checkContent(start, from, url),
  });
  if (got.status !== 200) throw problemOfStatus(got, { label: site, signIn: pageOf(url) });
  if (got.bytes.length === 0) throw new Problem('empty-file');
  return { files: [new File([got.bytes], nameOf(got, url))] };
}

/** Looks before the rest is read: a web page, or an answer without an end, is not for the outbox. */
function checkContent(
  start: Uint8Array<ArrayBuffer>,
  { url, status }: Pick<Got, 'url' | 'status'>,
  asked: URL,
): void {
  if (status !== 200 || start.length === 0) return;
  const kind = sniff(start);
  const facts = { site: asked.hostname, page: pageOf(asked) };
  if (kind === 'web-page') throw new Problem(asksToSignIn(url, start) ? 'signed-out' : 'web-page', facts);
  if (!kind) throw new Problem('unknown-format');
}

const pageOf = ({ host, pathname, search }: URL): `https://${string}` =>
  `https://${host}${pathname}${search}`;

/** As the server calls it, or as the address ends. */
function nameOf({ headers, url }: Got, asked: URL): string {
  const named = fileNameIn(headers['content-disposition']);
  const last = [url, asked].map(({ pathname }) => pathname.split('/').at(-1) ?? '').find(part => part !== '');
  return named || safelyDecoded(last ?? '') || asked.hostname;
}

function safelyDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A percent sign of its own is part of the name.
    return text;
  }
}
