/** What a page is asked to fetch. */
export interface PageFetchRequest {
  /** An address, or a path on the page's own host. */
  path: string;
  headers?: Record<string, string>;
  /** Sends cookies to another host than the page's, but not to where that redirects. */
  withCookies?: boolean;
  /** Refuses a response that comes from another origin than was asked. */
  stay?: boolean;
  /** Bytes. */
  maxBytes: number;
  timeoutMs: number;
}

/** The response as JSON: in Firefox an `ArrayBuffer` of the page's realm cannot be used in ours. */
export type PageFetchResult =
  | { url: string; status: number; headers: Record<string, string>; base64: string }
  | { fault: 'timeout' | 'too-large' | 'elsewhere' | 'failed'; detail: string };

/**
 * Fetches within the page, as the page itself does. `PageAccess.runInPage` passes it into the page as text, so it may use nothing
 * else of this file. Never throws: an error would not come back out of the page.
 */
export async function fetchInPage(request: PageFetchRequest): Promise<PageFetchResult> {
  const requested = new URL(request.path, location.origin);
  try {
    const common = {
      headers: request.headers ?? {},
      cache: 'no-store',
      signal: AbortSignal.timeout(request.timeoutMs),
    } as const;
    // The page's own cookies stay on its host by themselves.
    const asked =
      request.withCookies && requested.origin !== location.origin
        ? await fetch(requested.href, { ...common, credentials: 'include', redirect: 'manual' })
        : undefined;
    const isAnswer = asked && asked.type !== 'opaqueredirect' && (asked.status < 300 || asked.status >= 400);
    const response = isAnswer ? asked : await fetch(requested.href, { ...common, credentials: 'same-origin' });
    const fail = async (fault: 'too-large' | 'elsewhere', detail: string) => {
      await response.body?.cancel();
      return { fault, detail };
    };
    if (request.stay && new URL(response.url).origin !== requested.origin) return await fail('elsewhere', response.url);
    const contentLength = Number(response.headers.get('content-length') ?? 0);
    if (contentLength > request.maxBytes) return await fail('too-large', `${contentLength} bytes`);
    let binary = '';
    const reader = response.body?.getReader();
    for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
      // In steps, for engines limit the number of arguments.
      for (let at = 0; at < part.value.length; at += 32_768)
        binary += String.fromCharCode(...part.value.subarray(at, at + 32_768));
      if (binary.length <= request.maxBytes) continue;
      await reader?.cancel();
      return { fault: 'too-large', detail: `more than ${request.maxBytes} bytes` };
    }
    const headers: Record<string, string> = {};
    for (const name of ['content-type', 'content-disposition', 'cf-mitigated', 'cf-cache-status', 'retry-after']) {
      const value = response.headers.get(name);
      if (value !== null) headers[name] = value;
    }
    return { url: response.url, status: response.status, headers, base64: btoa(binary) };
  } catch (thrown) {
    const name = thrown instanceof Error || thrown instanceof DOMException ? thrown.name : '';
    return { fault: name === 'TimeoutError' ? 'timeout' : 'failed', detail: String(thrown) };
  }
}
