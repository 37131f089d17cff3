import type { ZodMiniType } from 'zod/mini';
import { SNIFF_BYTES, sniff } from '../files/sniff.ts';
import { decodeText } from '../files/text.ts';
import { Problem, type ProblemKind } from '../problem.ts';
import { type Got, retryAfterMs } from './get.ts';
import type { Source } from './source.ts';

/** What failures at a site carry along. */
export type Site = Pick<Source, 'label' | 'signIn'>;

/** A problem at a site, with its name, and with the way to sign in where that helps. */
export function siteProblem(kind: ProblemKind, { label, signIn }: Site, detail?: string | number): Problem {
  const leads = kind === 'signed-out' || kind === 'human-check';
  return new Problem(kind, {
    site: label,
    ...(leads && { page: signIn }),
    ...(detail !== undefined && { detail: String(detail) }),
  });
}

/** What an answer means that is no success, where the site has no meaning of its own for it. */
export function problemOfStatus(got: Got, site: Site): Problem {
  const { status } = got;
  if (isChallenge(got)) return siteProblem('human-check', site);
  if (status === 401) return siteProblem('signed-out', site);
  if (status === 403) return siteProblem('not-yours', site);
  if (status === 404 || status === 410) return siteProblem('site-not-found', site);
  if (status === 429) {
    const wait = retryAfterMs(got);
    return new Problem('site-rate-limited', {
      site: site.label,
      ...(wait !== undefined && { retryAfterMs: wait }),
    });
  }
  return siteProblem(status >= 500 ? 'site-down' : 'page-changed', site, status);
}

/** Cloudflare's "Just a moment": no program can pass it, and trying again makes it worse. */
export const isChallenge = ({ headers, bytes }: Got): boolean =>
  headers['cf-mitigated'] === 'challenge' || /<title>Just a moment/i.test(startOf(bytes));

export const isWebPage = ({ bytes }: Pick<Got, 'bytes'>): boolean => sniff(bytes) === 'web-page';

/** Whether a web page asks who is there, by its address or by its form. */
export const asksToSignIn = (url: URL, bytes: Uint8Array): boolean =>
  /\b(log|sign)-?in\b|\bsso\b|\/auth\b/i.test(`${url.hostname}${url.pathname}`) ||
  /<input[^>]+type=["']?password/i.test(startOf(bytes, 16 * 1024));

/** An answer's JSON. @throws {Problem} `page-changed` where it is something else */
export function readJson<Body>({ bytes, status }: Got, schema: ZodMiniType<Body>, site: Site): Body {
  try {
    return schema.parse(JSON.parse(decodeText(bytes)));
  } catch (cause) {
    throw new Problem('page-changed', { site: site.label, detail: `${status}` }, { cause });
  }
}

export const startOf = (bytes: Uint8Array, length = SNIFF_BYTES): string =>
  decodeText(bytes.subarray(0, length));

/**
 * The name in a Content-Disposition; `filename*` before `filename` (RFC 6266, 4.3). What it may contain besides a name is
 * taken out where the file is looked at.
 */
export function fileNameIn(disposition: string | undefined): string | undefined {
  const extended = /filename\*\s*=\s*utf-8'[^']*'([^;]+)/i.exec(disposition ?? '')?.[1];
  const plain = /filename\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;]+))/i.exec(disposition ?? '');
  return decoded(extended?.trim()) ?? (plain?.[1]?.replace(/\\(.)/g, '$1') ?? plain?.[2])?.trim();
}

function decoded(text: string | undefined): string | undefined {
  try {
    return text === undefined ? undefined : decodeURIComponent(text);
  } catch {
    // A percent sign that means nothing: the plain name is better.
    return undefined;
  }
}
