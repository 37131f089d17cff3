import type { ZodMiniType } from 'zod/mini';
import { decodeText } from '../../formats/decode-text.ts';
import { SNIFF_BYTES, sniff } from '../../formats/sniff.ts';
import { Problem, type ProblemKind } from '../../platform/problem.ts';
import { parseRetryAfter } from '../../platform/retry-after.ts';
import type { Site } from './site.ts';
import type { SiteResponse } from './site-fetch.ts';

/** What problems at a site say of it. */
export type SiteIdentity = Pick<Site, 'label' | 'signIn'>;

/** A problem at a site, with the site's name, and where to sign in if that helps. */
export function siteProblem(kind: ProblemKind, { label, signIn }: SiteIdentity, detail?: string | number): Problem {
  const helpsToSignIn = kind === 'signed-out' || kind === 'human-check';
  return new Problem(kind, {
    site: label,
    ...(helpsToSignIn && { page: signIn }),
    ...(detail !== undefined && { detail: String(detail) }),
  });
}

/** What an unsuccessful response means, unless the site gives its status a meaning of its own. */
export function toStatusProblem(response: SiteResponse, site: SiteIdentity): Problem {
  const { status } = response;
  if (isChallenge(response)) return siteProblem('human-check', site);
  if (status === 401) return siteProblem('signed-out', site);
  if (status === 403) return siteProblem('not-yours', site);
  if (status === 404 || status === 410) return siteProblem('site-not-found', site);
  if (status === 429) {
    const retryAfterMs = parseRetryAfter(response.headers['retry-after']);
    return new Problem('site-rate-limited', {
      site: site.label,
      ...(retryAfterMs !== undefined && { retryAfterMs }),
    });
  }
  return siteProblem(status >= 500 ? 'site-down' : 'page-changed', site, status);
}

/**
 * Cloudflare's "Just a moment": no program can pass it, and trying again makes it worse. The header is documented:
 * https://developers.cloudflare.com/cloudflare-challenges/challenge-types/challenge-pages/detect-response/
 */
export const isChallenge = ({ headers, bytes }: SiteResponse): boolean =>
  headers['cf-mitigated'] === 'challenge' || /<title>Just a moment/i.test(decodeStart(bytes));

export const isWebPage = ({ bytes }: Pick<SiteResponse, 'bytes'>): boolean => sniff(bytes) === 'web-page';

/** Whether a web page asks to sign in, by its address or its form. */
export const isSignInPage = (url: URL, bytes: Uint8Array): boolean =>
  /\b(log|sign)-?in\b|\bsso\b|\/auth\b/i.test(`${url.hostname}${url.pathname}`) ||
  /<input[^>]+type=["']?password/i.test(decodeStart(bytes, 16 * 1024));

/** The JSON of a response. @throws {Problem} `page-changed` if it is something else */
export function parseJsonResponse<Body>(
  { bytes, status }: SiteResponse,
  schema: ZodMiniType<Body>,
  site: SiteIdentity,
): Body {
  try {
    return schema.parse(JSON.parse(decodeText(bytes)));
  } catch (cause) {
    throw new Problem('page-changed', { site: site.label, detail: `${status}` }, { cause });
  }
}

export const decodeStart = (bytes: Uint8Array, length = SNIFF_BYTES): string => decodeText(bytes.subarray(0, length));

/**
 * The name in a Content-Disposition; `filename*` before `filename` (RFC 6266, 4.3), also in the quotes that it must not
 * have. It may contain a path: `toSafeFileName` removes that later.
 */
export function getDispositionFileName(disposition: string | undefined): string | undefined {
  const extended = /(?:^|[;\s])filename\*\s*=\s*"?([\w-]+)'[^']*'([^;"]+)/i.exec(disposition ?? '');
  const plain = /(?:^|[;\s])filename\s*=\s*(?:"((?:[^"\\]|\\.)*)"|"?([^;]+))/i.exec(disposition ?? '');
  const name = (plain?.[1]?.replace(/\\(.)/g, '$1') ?? plain?.[2])?.trim();
  return decodeExtendedValue(extended?.[1], extended?.[2]?.trim()) ?? (name && decodeRawUtf8(name));
}

/** A value of RFC 8187: percent-encoded bytes in a charset. Undefined where it cannot be decoded: the plain name is better. */
function decodeExtendedValue(charset: string | undefined, value: string | undefined): string | undefined {
  if (charset === undefined || value === undefined || /%(?![\da-f]{2})/i.test(value)) return undefined;
  const bytes = value.replace(/%(..)/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
  return decodeBytes(bytes, charset);
}

/** `fetch` gives the bytes of a header as characters, but servers write UTF-8, and browsers read it so. */
const decodeRawUtf8 = (name: string): string => (/[^\0-\x7f]/.test(name) ? (decodeBytes(name, 'utf-8') ?? name) : name);

/** Undefined where the characters are no bytes, or the bytes are no text in this charset. */
function decodeBytes(characters: string, charset: string): string | undefined {
  if (/[^\0-\xff]/.test(characters)) return undefined;
  try {
    const bytes = Uint8Array.from(characters, character => character.charCodeAt(0));
    return new TextDecoder(charset, { fatal: true }).decode(bytes);
  } catch {
    // An unknown charset, or bytes that it does not have.
    return undefined;
  }
}
