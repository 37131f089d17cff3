import { browser } from 'wxt/browser';
import { mayFetchFrom, reachOf } from '../capture/reach.ts';
import { Problem } from '../problem.ts';
import type { Reach, Source } from '../sources/source.ts';
import { MINUTE } from '../time.ts';

/**
 * Reaches a site in the tab that was last looked at, among those that show it and are loaded. @throws {Problem} `no-tab`
 */
export async function reachSite({ pages, hosts, label, signIn }: Source): Promise<Reach> {
  const open = await browser.tabs.query({ url: pages });
  const [tab] = open
    .filter(({ discarded }) => !discarded)
    .sort((a, b) => (b.lastAccessed ?? 0) - (a.lastAccessed ?? 0));
  const mayFetch = await mayFetchFrom(hosts);
  if (!tab && !mayFetch) throw new Problem('no-tab', { site: label, page: signIn });
  const reach = reachOf(tab?.id, mayFetch);
  return { ...reach, inPage: (...call) => inTime(reach.inPage(...call), label) };
}

/** Longer than any answer may take: a tab that never finishes loading, or is frozen, does not run what it is given. */
const PAGE_MS = 4 * MINUTE;

async function inTime<Result>(work: Promise<Result>, site: string): Promise<Result> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Problem('site-timeout', { site })), PAGE_MS);
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
