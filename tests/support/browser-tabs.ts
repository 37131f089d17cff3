import { fakeBrowser } from 'wxt/testing/fake-browser';
import { type FakePermissions, fakePermissions } from './fake-permissions.ts';

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
export interface BrowserCalls extends FakePermissions {
  /** Ids of the tabs in which something ran. */
  ranIn: number[];
}

/** Has `fakeBrowser` show these tabs, and these hosts as granted. */
export function fakeTabs(tabs: BrowserTab[], granted: string[] = [], run: RunInTab = async () => null): BrowserCalls {
  const calls: BrowserCalls = Object.assign(fakePermissions(...granted), { ranIn: [] });
  const matches = (url: string, pattern: string) => url.startsWith(pattern.slice(0, -1));
  Object.assign(fakeBrowser, {
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
