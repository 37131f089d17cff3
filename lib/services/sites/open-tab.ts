import { browser } from 'wxt/browser';
import { hasOrigins } from '../../platform/permissions.ts';
import { Problem } from '../../platform/problem.ts';
import { MINUTE } from '../../platform/time.ts';
import { createPageAccess } from './page-access.ts';
import type { PageAccess, Site } from './site.ts';
import { getTabSession } from './tab-session.ts';

/**
 * Access to a site through the loaded tab of it that was used last, with the session of that tab alone.
 * @throws {Problem} `no-tab`, `no-access`, `private-window`
 */
export async function getOpenTabAccess({ pages, hosts, label, signIn }: Site): Promise<PageAccess> {
  const open = (await browser.tabs.query({ url: pages })).filter(({ discarded }) => !discarded);
  const [tab] = open
    .filter(one => getTabSession(one) !== 'private')
    .sort((a, b) => (b.lastAccessed ?? 0) - (a.lastAccessed ?? 0));
  // The session that the user sees is in that window.
  if (!tab && open.length > 0) throw new Problem('private-window', { site: label });
  const mayFetch = (!tab || getTabSession(tab) === 'default') && (await hasOrigins(hosts));
  const missing = { site: label, origins: [...pages, ...hosts] };
  if (!tab && !mayFetch) {
    // Without the permission, no tab of the site is visible.
    if (!(await hasOrigins(pages))) throw new Problem('no-access', missing);
    throw new Problem('no-tab', { site: label, page: signIn });
  }
  const access = createPageAccess(tab?.id, mayFetch);
  const runInPage: PageAccess['runInPage'] = (...call) =>
    withTimeout(access.runInPage(...call), label).catch(thrown => {
      const problem = Problem.from(thrown);
      throw problem.kind === 'no-access' ? new Problem('no-access', { ...problem.facts, ...missing }) : problem;
    });
  return { ...access, runInPage };
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
