import { sniff } from '../../formats/sniff.ts';
import { assertPublicAddress } from '../../platform/forbidden-address.ts';
import { Problem } from '../../platform/problem.ts';
import { isIntervalsAddress } from '../intervals/intervals-address.ts';
import type { OriginalFiles, PageAccess } from './site.ts';
import { createBackgroundFetch, createPageFetch, type SiteResponse } from './site-fetch.ts';
import { getDispositionFileName, isSignInPage, toStatusProblem } from './site-responses.ts';

/**
 * Fetches the file at any address: in the page if that is on the same host, else in the background. Only what starts like a
 * recording, or like something that may contain one, is read to its end.
 * @throws {Problem} as `assertMayFetchLink`, `no-access`, `signed-out`, `web-page`, `unknown-format`, `empty-file`, and as `SiteFetch`
 */
export async function fetchLink(url: URL, access: PageAccess): Promise<OriginalFiles> {
  assertMayFetchLink(url);
  const site = url.hostname;
  if (!access.hasPage && !access.mayFetch) throw new Problem('no-access', { site });
  const get = access.hasPage ? createPageFetch(access, site) : createBackgroundFetch(access, site);
  const response = await get(url.href, {
    withCookies: true,
    stay: true,
    // Redirects may have led anywhere.
    checkSource: assertMayFetchLink,
    checkStart: (start, from) => checkContent(start, from, url),
  });
  if (response.status !== 200) throw toStatusProblem(response, { label: site, signIn: toPageUrl(url) });
  if (response.bytes.length === 0) throw new Problem('empty-file');
  return { files: [new File([response.bytes], getLinkFileName(response, url))] };
}

/**
 * Refuses a link before anything is requested. A link to Intervals.icu would be requested with the athlete's session there, and
 * any page can contain one.
 * @throws {Problem} `on-intervals`, `forbidden-address`
 */
export function assertMayFetchLink(url: URL): void {
  if (isIntervalsAddress(url.href)) throw new Problem('on-intervals');
  assertPublicAddress(url);
}

/** Refuses a web page, or a response that may never end, before the rest is read. */
function checkContent(
  start: Uint8Array<ArrayBuffer>,
  { url, status }: Pick<SiteResponse, 'url' | 'status'>,
  requestedUrl: URL,
): void {
  if (status !== 200 || start.length === 0) return;
  const kind = sniff(start);
  const facts = { site: requestedUrl.hostname, page: toPageUrl(requestedUrl) };
  if (kind === 'web-page') throw new Problem(isSignInPage(url, start) ? 'signed-out' : 'web-page', facts);
  if (!kind) throw new Problem('unknown-format');
}

const toPageUrl = ({ host, pathname, search }: URL): `https://${string}` => `https://${host}${pathname}${search}`;

/** The server's name for it, or the end of the address. */
function getLinkFileName({ headers, url }: SiteResponse, requestedUrl: URL): string {
  const named = getDispositionFileName(headers['content-disposition']);
  const last = [url, requestedUrl].map(({ pathname }) => pathname.split('/').at(-1) ?? '').find(part => part !== '');
  return named || decodeOrKeep(last ?? '') || requestedUrl.hostname;
}

function decodeOrKeep(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A percent sign that escapes nothing is part of the name.
    return text;
  }
}
