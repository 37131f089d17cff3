/** What is to be fetched within a page. */
export interface PageFetchRequest {
  /** Relative to the page's own host, or whole. */
  path: string;
  headers?: Record<string, string>;
  /** With the cookies of another host than the page's. */
  withCookies?: boolean;
  /** Do not read an answer that came from another host than was asked. */
  stay?: boolean;
  /** Bytes. */
  maxBytes: number;
  timeoutMs: number;
}

/** What came of it, as JSON: an `ArrayBuffer` of the page's realm is a stranger to ours in Firefox. */
export type PageFetchResult =
  | { url: string; status: number; headers: Record<string, string>; base64: string }
  | { fault: 'timeout' | 'too-large' | 'elsewhere' | 'failed'; detail: string };

/**
 * Fetches within the page, as the page itself does. Carried into the page by `Reach.inPage`: it may use nothing of this file.
 * Never throws, for an error would not come back out of the page.
 */
export async function fetchInPage(request: PageFetchRequest): Promise<PageFetchResult> {
  const requested = new URL(request.path, location.origin);
  try {
    const response = await fetch(requested.href, {
      headers: request.headers ?? {},
      credentials: request.withCookies ? 'include' : 'same-origin',
      cache: 'no-store',
      signal: AbortSignal.timeout(request.timeoutMs),
    });
    const fail = async (fault: 'too-large' | 'elsewhere', detail: string) => {
      await response.body?.cancel();
      return { fault, detail };
    };
    if (request.stay && new URL(response.url).origin !== requested.origin)
      return await fail('elsewhere', response.url);
    const contentLength = Number(response.headers.get('content-length') ?? 0);
    if (contentLength > request.maxBytes) return await fail('too-large', `${contentLength} bytes`);
    let binary = '';
    const reader = response.body?.getReader();
    for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
      // In steps: a function takes only so many arguments.
      for (let at = 0; at < part.value.length; at += 32_768)
        binary += String.fromCharCode(...part.value.subarray(at, at + 32_768));
      if (binary.length <= request.maxBytes) continue;
      await reader?.cancel();
      return { fault: 'too-large', detail: `more than ${request.maxBytes} bytes` };
    }
    const headers: Record<string, string> = {};
    for (const name of [
      'content-type',
      'content-disposition',
      'cf-mitigated',
      'cf-cache-status',
      'retry-after',
    ]) {
      const value = response.headers.get(name);
      if (value !== null) headers[name] = value;
    }
    return { url: response.url, status: response.status, headers, base64: btoa(binary) };
  } catch (thrown) {
    const name = thrown instanceof Error || thrown instanceof DOMException ? thrown.name : '';
    return { fault: name === 'TimeoutError' ? 'timeout' : 'failed', detail: String(thrown) };
  }
}
