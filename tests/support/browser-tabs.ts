import { fakeBrowser } from 'wxt/testing/fake-browser';

/** A tab as the browser describes it. */
export interface BrowserTab {
  id: number;
  url: string;
  incognito?: boolean;
  cookieStoreId?: string;
  discarded?: boolean;
  lastAccessed?: number;
}

/** What was asked of the browser. */
export interface BrowserCalls {
  /** Ids of the tabs in which something ran. */
  ranIn: number[];
  requested: string[];
  removed: string[];
}

/** Has `fakeBrowser` show these tabs and these granted hosts. A prompt for a host is answered with yes. */
export function fakeTabs(tabs: BrowserTab[], granted: string[] = [], run: RunInTab = async () => null): BrowserCalls {
  const calls: BrowserCalls = { ranIn: [], requested: [], removed: [] };
  const origins = new Set(granted);
  const event = { addListener: () => undefined, removeListener: () => undefined };
  const matches = (url: string, pattern: string) => url.startsWith(pattern.slice(0, -1));
  Object.assign(fakeBrowser, {
    permissions: {
      onAdded: event,
      onRemoved: event,
      contains: async ({ origins: wanted = [] }: { origins?: string[] }) => wanted.every(one => origins.has(one)),
      async request({ origins: wanted = [] }: { origins?: string[] }) {
        for (const one of wanted) origins.add(one);
        calls.requested.push(...wanted);
        return true;
      },
      async remove({ origins: unwanted = [] }: { origins?: string[] }) {
        for (const one of unwanted) origins.delete(one);
        calls.removed.push(...unwanted);
        return true;
      },
    },
    scripting: {
      async executeScript({ target, func, args }: Script) {
        calls.ranIn.push(target.tabId);
        return [{ result: await run(target.tabId, func, args) }];
      },
    },
  });
  Object.assign(fakeBrowser.tabs, {
    query: async ({ url: patterns = [] }: { url?: string[] }) =>
      tabs.filter(({ url }) => patterns.some(pattern => matches(url, pattern))),
    get: async (id: number) => tabs.find(tab => tab.id === id),
  });
  return calls;
}

/** What a function that is carried into a tab returns there. */
export type RunInTab = (tabId: number, work: Script['func'], args: unknown[]) => Promise<unknown>;

interface Script {
  target: { tabId: number };
  func: (...args: never[]) => unknown;
  args: unknown[];
}
