import { browser } from 'wxt/browser';
import { withKeepAlive } from '../../platform/keep-alive.ts';
import { hasOrigins } from '../../platform/permissions.ts';
import { Problem } from '../../platform/problem.ts';
import { requireAthleteId } from '../../services/intervals/credentials.ts';
import { assertMayFetchLink, fetchLink } from '../../services/sites/fetch-link.ts';
import { createPageAccess } from '../../services/sites/page-access.ts';
import { type KnownSite, sites } from '../../services/sites/registry.ts';
import type { OriginalFiles, SiteActivity } from '../../services/sites/site.ts';
import { type AddResult, addFiles } from '../uploads/upload-commands.ts';

/** The tab in which a link was clicked. */
interface LinkTab {
  id?: number | undefined;
  url?: string | undefined;
}

/**
 * Uploads what a link leads to: the original of an activity on a known site, or the file at the address. Must be called within a
 * click, so that access to its host can be requested.
 * @throws {Problem} as `Site.fetchOriginal` and `fetchLink`, `not-connected`, `no-access`, `no-tab`
 */
export async function sendLink(address: string, tab: LinkTab | undefined): Promise<{ added: AddResult }> {
  const url = new URL(address);
  assertMayFetchLink(url);
  const target = findTarget(url);
  const isHere = canFetchInTab(tab, url, target?.site);
  // No await before this: browsers let a permission be requested only within the click.
  const access = isHere ? undefined : requestHosts(target ? target.site.hosts : [`${url.protocol}//${url.hostname}/*`]);
  return await withKeepAlive(fetchAndAdd(url, target, isHere ? tab?.id : undefined, access));
}

interface SiteLink {
  site: KnownSite;
  activity: SiteActivity;
}

async function fetchAndAdd(
  url: URL,
  target: SiteLink | undefined,
  tabId: number | undefined,
  access: Promise<boolean> | undefined,
): Promise<{ added: AddResult }> {
  const athlete = await requireAthleteId();
  const mayFetch = access ? await access : await hasOrigins(target?.site.hosts ?? []);
  const pageAccess = createPageAccess(tabId, mayFetch);
  const original = target ? await fetchFromSite(target, url, pageAccess) : await fetchLink(url, pageAccess);
  const { files, ...facts } = original;
  const site = target && { site: target.site.id };
  return { added: await addFiles(files, { via: 'link', automatic: false, ...site }, { ...facts, athlete }) };
}

/** Some sites give files only to their own pages: without one, the person has to open the activity first. */
async function fetchFromSite(
  { site, activity }: SiteLink,
  url: URL,
  access: ReturnType<typeof createPageAccess>,
): Promise<OriginalFiles> {
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

async function requestHosts(origins: string[]): Promise<boolean> {
  if (origins.length === 0) return false;
  try {
    return await browser.permissions.request({ origins });
  } catch {
    // The browser did not see a click and shows no prompt: what was granted before still counts.
    return await hasOrigins(origins);
  }
}
