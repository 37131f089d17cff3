import { browser } from 'wxt/browser';
import { hasOrigins } from '../../platform/permissions.ts';
import { Problem } from '../../platform/problem.ts';
import { MINUTE } from '../../platform/time.ts';
import { createPageAccess } from './page-access.ts';
import type { PageAccess, Site } from './site.ts';

/** Access to a site through the loaded tab of it that was used last. @throws {Problem} `no-tab` */
export async function getOpenTabAccess({ pages, hosts, label, signIn }: Site): Promise<PageAccess> {
  const open = await browser.tabs.query({ url: pages });
  const [tab] = open
    .filter(({ discarded }) => !discarded)
    .sort((a, b) => (b.lastAccessed ?? 0) - (a.lastAccessed ?? 0));
  const mayFetch = await hasOrigins(hosts);
  if (!tab && !mayFetch) throw new Problem('no-tab', { site: label, page: signIn });
  const access = createPageAccess(tab?.id, mayFetch);
  return { ...access, runInPage: (...call) => withTimeout(access.runInPage(...call), label) };
}

/** Longer than any response may take: a tab that never finishes loading, or is frozen, runs no script. */
const PAGE_TIMEOUT_MS = 4 * MINUTE;

async function withTimeout<Result>(work: Promise<Result>, site: string): Promise<Result> {
  const { promise: timedOut, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Problem('site-timeout', { site })), PAGE_TIMEOUT_MS);
  try {
    return await Promise.race([work, timedOut]);
  } finally {
    clearTimeout(timer);
  }
}
