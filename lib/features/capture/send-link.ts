import { browser } from 'wxt/browser';
import { assertPublicAddress } from '../../platform/forbidden-address.ts';
import { withKeepAlive } from '../../platform/keep-alive.ts';
import { hasOrigins } from '../../platform/permissions.ts';
import { Problem } from '../../platform/problem.ts';
import { requireAthleteId } from '../../services/intervals/credentials.ts';
import { fetchLink } from '../../services/sites/fetch-link.ts';
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
 * Sends what a link leads to: the original of an activity on a site that we know, or the file at the address. Called within
 * a click, so that access to the one host can be asked for where it is needed.
 * @throws {Problem} as the sources and `fetchLink`, `not-connected`, `no-access`, `no-tab`
 */
export async function sendLink(address: string, tab: LinkTab | undefined): Promise<{ added: AddResult }> {
  const url = new URL(address);
  assertPublicAddress(url);
  const target = findTarget(url);
  const isHere = canFetchInTab(tab, url, target?.site);
  // No await before this: a browser grants only what is asked for within the click.
  const access = isHere
    ? undefined
    : requestHosts(target ? target.site.hosts : [`${url.protocol}//${url.hostname}/*`]);
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

/** Some sites give their files to their own pages only: from elsewhere there is no way but to open the activity. */
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

/** Whether the tab can fetch it as its own: a page of the same host, or of the site where the file has a host of its own. */
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
    // The browser did not see a click in it, and asks nobody: what was granted before still counts.
    return await hasOrigins(origins);
  }
}
