import { browser } from 'wxt/browser';
import { mayFetchFrom, reachOf } from '../capture/reach.ts';
import { Problem } from '../problem.ts';
import type { Reach, Source } from '../sources/source.ts';

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
  return reachOf(tab?.id, mayFetch);
}
