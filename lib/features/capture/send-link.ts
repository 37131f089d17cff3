import { withKeepAlive } from '../../platform/keep-alive.ts';
import { hasOrigins } from '../../platform/permissions.ts';
import { Problem } from '../../platform/problem.ts';
import { requireAthleteId } from '../../services/intervals/credentials.ts';
import { assertMayFetchLink, fetchLink } from '../../services/sites/fetch-link.ts';
import { createPageAccess } from '../../services/sites/page-access.ts';
import { type KnownSite, sites } from '../../services/sites/registry.ts';
import type { OriginalFiles, PageAccess, SiteActivity } from '../../services/sites/site.ts';
import { getTabSession, type SessionFacts, type TabSession } from '../../services/sites/tab-session.ts';
import { type AddResult, addFiles } from '../uploads/upload-commands.ts';
import { type LinkPermission, requestLinkHosts } from './link-permission.ts';

/** The tab in which a link was clicked. */
interface LinkTab extends SessionFacts {
  id?: number | undefined;
  url?: string | undefined;
}

/** What a link leads to, and how it is fetched. */
interface LinkRequest {
  url: URL;
  target: SiteLink | undefined;
  session: TabSession;
  /** The tab whose page fetches it. */
  tabId: number | undefined;
  /** Absent where the page fetches it. */
  permission: LinkPermission | undefined;
}

interface SiteLink {
  site: KnownSite;
  activity: SiteActivity;
}

/**
 * Uploads what a link leads to: the original of an activity on a known site, or the file at the address. Must be called within a
 * click, so that access to its host can be requested.
 * @throws {Problem} as `Site.fetchOriginal` and `fetchLink`, `not-connected`, `no-access`, `no-tab`, `private-window`,
 * `container-session`
 */
export async function sendLink(address: string, tab: LinkTab | undefined): Promise<{ added: AddResult }> {
  const url = new URL(address);
  const session = getTabSession(tab ?? {});
  if (session === 'private') throw new Problem('private-window');
  assertMayFetchLink(url);
  const target = findTarget(url);
  const isHere = canFetchInTab(tab, url, target?.site);
  if (target && !isHere && session === 'container') throw new Problem('container-session', { site: target.site.label });
  // No await before this: browsers let a permission be requested only within the click.
  const permission = isHere
    ? undefined
    : requestLinkHosts(target ? target.site.hosts : [`${url.protocol}//${url.hostname}/*`]);
  const request = { url, target, session, tabId: isHere ? tab?.id : undefined, permission };
  return await withKeepAlive(fetchAndAdd(request).finally(() => permission?.giveBack()));
}

async function fetchAndAdd(request: LinkRequest): Promise<{ added: AddResult }> {
  const { target } = request;
  const athlete = await requireAthleteId();
  const { files, ...facts } = await fetchOriginal(request);
  const site = target && { site: target.site.id };
  return { added: await addFiles(files, { via: 'link', automatic: false, ...site }, { ...facts, athlete }) };
}

async function fetchOriginal({ url, target, session, tabId, permission }: LinkRequest): Promise<OriginalFiles> {
  const isDefault = session === 'default';
  const mayFetch = permission ? await permission.granted : isDefault && (await hasOrigins(target?.site.hosts ?? []));
  const access = createPageAccess(tabId, mayFetch);
  if (target) return await fetchFromSite(target, url, access);
  return access.hasPage || isDefault ? await fetchLink(url, access) : await fetchWithoutSession(url, access);
}

/** The background does not have the session of a container, and its own may be another person's. */
async function fetchWithoutSession(url: URL, access: PageAccess): Promise<OriginalFiles> {
  const fetchAnonymously: PageAccess['fetch'] = (input, init) =>
    access.fetch(input, { ...init, credentials: 'omit', redirect: 'follow' });
  try {
    return await fetchLink(url, { ...access, fetch: fetchAnonymously });
  } catch (thrown) {
    const { kind, facts } = Problem.from(thrown);
    if (kind !== 'signed-out' && kind !== 'not-yours') throw thrown;
    throw new Problem('container-session', { site: facts.site ?? url.hostname }, { cause: thrown });
  }
}

/** Some sites give files only to their own pages: without one, the person has to open the activity first. */
async function fetchFromSite({ site, activity }: SiteLink, url: URL, access: PageAccess): Promise<OriginalFiles> {
  if (access.hasPage || access.mayFetch) return await site.fetchOriginal(activity, access);
  if (site.hosts.length > 0) throw new Problem('no-access', { site: site.label });
  throw new Problem('no-tab', { site: site.label, page: `https://${url.host}${url.pathname}` });
}

function findTarget(url: URL): SiteLink | undefined {
  for (const site of sites) {
    const activity = site.activityFromLink(url);
    if (activity) return { site, activity };
  }
  return undefined;
}

/** Whether the tab's page can fetch it: it has the same origin, or belongs to the site while the file is on another host. */
function canFetchInTab(tab: LinkTab | undefined, url: URL, site: KnownSite | undefined): boolean {
  const page = tab?.url === undefined ? undefined : URL.parse(tab.url);
  if (!page || tab?.id === undefined) return false;
  if (page.origin === url.origin) return true;
  const isOfSite = site?.pages.includes(`${page.origin}/*`) ?? false;
  return isOfSite && !(site?.pages.includes(`${url.origin}/*`) ?? false);
}
