import * as z from 'zod/mini';
import { createIdleTimeout } from '../../platform/idle-timeout.ts';
import { Problem } from '../../platform/problem.ts';
import { readBody } from '../../platform/read-body.ts';
import { MINUTE } from '../../platform/time.ts';
import { fetchInPage, type PageFetchRequest } from './fetch-in-page.ts';
import type { PageAccess } from './site.ts';

/** A response, read to its end. */
export interface SiteResponse {
  /** Its address after redirects. */
  url: URL;
  status: number;
  /** Names in lower case. */
  headers: Record<string, string>;
  bytes: Uint8Array<ArrayBuffer>;
}

export interface SiteFetchOptions {
  headers?: Record<string, string>;
  /** Sends the cookies of this address. Redirects are followed without any: they may lead to another site, with its session. */
  withCookies?: boolean;
  /** Follows redirects with cookies, too. Only for a known site, whose redirects stay there. */
  trustsRedirects?: boolean;
  stay?: boolean;
  /** Gets the address of a response before its body is read; throws to refuse it. */
  checkSource?: (url: URL) => void;
  /** Gets the first bytes; throws to refuse the rest. */
  checkStart?: (start: Uint8Array<ArrayBuffer>, from: Pick<SiteResponse, 'url' | 'status'>) => void;
}

/** Fetches from a site, within a page or by the background. */
export type SiteFetch = (path: string, ask?: SiteFetchOptions) => Promise<SiteResponse>;

/**
 * Bytes of one download. A day of FIT has some 10 MB, and Garmin zips it. What a page returns travels as base64, and Chromium
 * limits a message to 64 MiB (https://developer.chrome.com/docs/extensions/develop/concepts/messaging).
 */
const MAX_RESPONSE_BYTES = 46 * 2 ** 20;

/** Enough for a whole response that a page fetches, or for a part of one that the background fetches. */
const RESPONSE_TIMEOUT_MS = 2 * MINUTE;

/**
 * Fetches within the tab. `site` is named by problems.
 * @throws {Problem} `site-timeout`, `site-unreachable`, `too-large-download`, `page-changed`, and as `PageAccess.runInPage`
 */
export function createPageFetch(access: PageAccess, site: string): SiteFetch {
  return async (path, { headers, withCookies, stay, checkSource, checkStart } = {}) => {
    const request: PageFetchRequest = {
      path,
      maxBytes: MAX_RESPONSE_BYTES,
      timeoutMs: RESPONSE_TIMEOUT_MS,
      ...(headers && { headers }),
      ...(withCookies && { withCookies }),
      ...(stay && { stay }),
    };
    // A page may have replaced what `fetchInPage` uses, so anything may come back.
    const result = resultSchema.safeParse(await access.runInPage(fetchInPage, request));
    if (!result.success) throw new Problem('page-changed', { site });
    if ('fault' in result.data) throw new Problem(PROBLEM_BY_FAULT[result.data.fault], { site });
    const { base64, status, headers: received } = result.data;
    const url = new URL(result.data.url);
    checkSource?.(url);
    const bytes = Uint8Array.from(atob(base64), character => character.charCodeAt(0));
    checkStart?.(bytes, { url, status });
    return { url, status, headers: received, bytes };
  };
}

/** Fetches in the background. @throws {Problem} `site-timeout`, `site-unreachable`, `too-large-download` */
export function createBackgroundFetch({ fetch }: Pick<PageAccess, 'fetch'>, site: string): SiteFetch {
  return async (path, { headers = {}, withCookies, trustsRedirects, checkSource, checkStart } = {}) => {
    const idle = createIdleTimeout(RESPONSE_TIMEOUT_MS);
    const onPart = () => idle.restart(RESPONSE_TIMEOUT_MS);
    const common = { headers, cache: 'no-store', signal: idle.signal } as const;
    try {
      const asked = withCookies && (await fetchWithCookies(path, common, fetch, trustsRedirects));
      const response = asked || (await fetch(path, { ...common, credentials: 'omit' }));
      // A response that came without a network has no address of its own.
      const url = new URL(response.url || path);
      checkSource?.(url);
      const { status } = response;
      const bytes = await readResponseBody(response, site, onPart, start => checkStart?.(start, { url, status }));
      return { url, status, headers: Object.fromEntries(response.headers), bytes };
    } catch (thrown) {
      if (thrown instanceof Problem) throw thrown;
      throw new Problem(idle.signal.aborted ? 'site-timeout' : 'site-unreachable', { site }, { cause: thrown });
    } finally {
      idle.clear();
    }
  };
}

/** The response to a request with cookies; undefined for a redirect, which is not followed unless it is trusted. */
async function fetchWithCookies(
  path: string,
  init: RequestInit,
  fetch: PageAccess['fetch'],
  trustsRedirects = false,
): Promise<Response | undefined> {
  const redirect = trustsRedirects ? 'follow' : 'manual';
  const response = await fetch(path, { ...init, credentials: 'include', redirect });
  // It does not show where it leads (https://fetch.spec.whatwg.org/#concept-filtered-response-opaque-redirect).
  const isRedirect = response.type === 'opaqueredirect' || (response.status >= 300 && response.status < 400);
  if (!isRedirect) return response;
  await response.body?.cancel();
  return undefined;
}

/** The body, as far as it is wanted. @throws {Problem} `too-large-download`, and what `checkStart` throws */
async function readResponseBody(
  { body, headers }: Response,
  site: string,
  onPart: () => void,
  checkStart: (start: Uint8Array<ArrayBuffer>) => void,
): Promise<Uint8Array<ArrayBuffer>> {
  const isWanted = (start: Uint8Array<ArrayBuffer>) => {
    checkStart(start);
    return true;
  };
  const isTooLarge = Number(headers.get('content-length') ?? 0) > MAX_RESPONSE_BYTES;
  const bounds = { maxBytes: MAX_RESPONSE_BYTES, start: { bytes: START_BYTES, isWanted }, onPart };
  const blob = isTooLarge ? await body?.cancel() : await readBody(body, bounds);
  if (!blob) throw new Problem('too-large-download', { site });
  return new Uint8Array(await blob.arrayBuffer());
}

/** Bytes that `checkStart` gets, unless there are fewer: a sign-in form is found within them. */
const START_BYTES = 16 * 1024;

const PROBLEM_BY_FAULT = {
  timeout: 'site-timeout',
  'too-large': 'too-large-download',
  elsewhere: 'site-unreachable',
  failed: 'site-unreachable',
} as const;

const resultSchema = z.union([
  z.object({ fault: z.enum(['timeout', 'too-large', 'elsewhere', 'failed']) }),
  z.object({
    url: z.url(),
    status: z.int(),
    headers: z.record(z.string(), z.string()),
    base64: z.string().check(z.maxLength(Math.ceil(MAX_RESPONSE_BYTES / 3) * 4)),
  }),
]);
