import { browser } from 'wxt/browser';
import { hasOrigins } from '../../platform/permissions.ts';
import { Problem } from '../../platform/problem.ts';
import { MINUTE } from '../../platform/time.ts';
import { createPageAccess } from './page-access.ts';
import type { PageAccess, Site } from './site.ts';
import { DEFAULT_COOKIE_STORE, getCookieStore, getTabSession } from './tab-session.ts';

/**
 * Access to a site through the loaded tab of it that was used last, with the session of that tab alone. `sameAs`: only with the session
 * of this access.
 * @throws {Problem} `no-tab`, `no-container-tab`, `no-access`, `private-window`
 */
export async function getOpenTabAccess(site: Site, sameAs?: Pick<PageAccess, 'container'>): Promise<PageAccess> {
  const store = sameAs && (sameAs.container ?? DEFAULT_COOKIE_STORE);
  const { pages, hosts, label } = site;
  const open = (await browser.tabs.query({ url: pages })).filter(({ discarded }) => !discarded);
  const [tab] = open
    .filter(one => getTabSession(one) !== 'private' && (store === undefined || getCookieStore(one) === store))
    .sort((a, b) => (b.lastAccessed ?? 0) - (a.lastAccessed ?? 0));
  const cookies = tab ? getCookieStore(tab) : store;
  const isDefault = cookies === undefined || cookies === DEFAULT_COOKIE_STORE;
  // The session that the user sees is in that window.
  if (!tab && isDefault && open.some(one => getTabSession(one) === 'private'))
    throw new Problem('private-window', { site: label });
  const mayFetch = isDefault && (await hasOrigins(hosts));
  const missing = { site: label, origins: [...pages, ...hosts] };
  if (!tab && !mayFetch) throw await toNoTabProblem(site, isDefault);
  const access = createPageAccess(tab?.id, mayFetch);
  const runInPage: PageAccess['runInPage'] = (...call) =>
    withTimeout(access.runInPage(...call), label).catch(thrown => {
      const problem = Problem.from(thrown);
      throw problem.kind === 'no-access' ? new Problem('no-access', { ...problem.facts, ...missing }) : problem;
    });
  return { ...access, runInPage, ...(!isDefault && { container: cookies }) };
}

/** Without the permission, no tab of the site is visible. */
async function toNoTabProblem({ pages, hosts, label, signIn }: Site, isDefault: boolean): Promise<Problem> {
  if (!(await hasOrigins(pages))) return new Problem('no-access', { site: label, origins: [...pages, ...hosts] });
  return isDefault
    ? new Problem('no-tab', { site: label, page: signIn })
    : new Problem('no-container-tab', { site: label });
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
