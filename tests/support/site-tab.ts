import { Window } from 'happy-dom';
import { vi } from 'vitest';
import type { PageAccess } from '../../lib/services/sites/site.ts';
import type { Visitor } from '../emulator/visitor.ts';

/** A tab for a test, with a visitor's session. */
export interface Tab extends PageAccess {
  /** Its address; setting it changes the address bar without a load. */
  address: string;
}

/**
 * Opens a page as a browser would, and lets functions run within it as `scripting.executeScript` does: carried over as text, with
 * the page's globals and no others. What they return is passed through JSON.
 */
export async function openTab(visitor: Visitor, address: string, mayFetch = false): Promise<Tab> {
  const response = await visitor.background(address, { credentials: 'include' });
  return tabWith(visitor, response.url, await response.text(), mayFetch);
}

export function tabWith(visitor: Visitor, url: string, html: string, mayFetch = false): Tab {
  const window = pageOf(url, html);
  const tab: Tab = {
    address: url,
    hasPage: true,
    mayFetch,
    fetch: visitor.background,
    async runInPage(work, ...args) {
      window.location.href = tab.address;
      vi.stubGlobal('document', window.document);
      vi.stubGlobal('location', new URL(tab.address));
      vi.stubGlobal('fetch', visitor.page(tab.address));
      try {
        // biome-ignore lint/security/noGlobalEval: what the browser does with it too
        const carried = globalThis.eval(`(${work})`) as typeof work;
        return JSON.parse(JSON.stringify((await carried(...args)) ?? null));
      } finally {
        vi.unstubAllGlobals();
      }
    },
  };
  return tab;
}

/** No tab at all: the background alone. */
export const noTab = (visitor: Visitor, mayFetch = true): PageAccess => ({
  hasPage: false,
  mayFetch,
  fetch: visitor.background,
  runInPage: () => Promise.reject(new Error('There is no page')),
});

/** A document at an address. Its scripts do not run. */
export function pageOf(url: string, html: string): Window {
  const window = new Window({ url, settings: { disableJavaScriptFileLoading: true } });
  window.document.write(html);
  return window;
}
