import type { Reply } from './site.ts';

/** A page for people. `body` and `head` are markup already; the title is text. */
export function htmlPage({ title, head = '', body, status = 200, headers = {} }: Page): Reply {
  // The empty icon keeps browsers from requesting one, which would be in the log of requests.
  const top = `<meta charset="utf-8"><title>${escapeHtml(title)}</title><link rel="icon" href="data:,">${head}`;
  return {
    status,
    headers: { 'Content-Type': 'text/html; charset=utf-8', ...headers },
    body: `<!DOCTYPE html><html lang="en"><head>${top}</head><body>${body}</body></html>`,
  };
}

/** Text, escaped for markup and quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

/** A value for a page's own script, in an element that the script can read by its id. */
export function jsonElement(id: string, value: unknown): string {
  const text = JSON.stringify(value).replaceAll('<', '\\u003c');
  return `<script type="application/json" id="${id}">${text}</script>`;
}

interface Page {
  readonly title: string;
  readonly head?: string;
  readonly body: string;
  readonly status?: number;
  readonly headers?: Reply['headers'] & {};
}
