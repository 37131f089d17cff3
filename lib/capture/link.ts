import { browser } from 'wxt/browser';
import { keepAwake } from '../awake.ts';
import { expectAthlete } from '../credentials.ts';
import { type Added, add } from '../outbox/outbox.ts';
import { Problem } from '../problem.ts';
import { checkAddress } from '../sources/address.ts';
import { fetchLink } from '../sources/link.ts';
import { sources } from '../sources/registry.ts';
import type { Original, SiteActivity, Source } from '../sources/source.ts';
import { mayFetchFrom, reachOf } from './reach.ts';

/** The tab in which a link was clicked. */
interface Tab {
  id?: number | undefined;
  url?: string | undefined;
}

/**
 * Sends what a link leads to: the original of an activity on a site that we know, or the file at the address. Called within
 * a click, so that access to the one host can be asked for where it is needed.
 * @throws {Problem} as the sources and `fetchLink`, `not-connected`, `no-access`, `no-tab`
 */
export async function sendLink(address: string, tab: Tab | undefined): Promise<{ added: Added }> {
  const url = new URL(address);
  checkAddress(url);
  const target = targetOf(url);
  const isHere = isShownBy(tab, url, target?.source);
  // No await before this: a browser grants only what is asked for within the click.
  const access = isHere
    ? undefined
    : ask(target ? target.source.hosts : [`${url.protocol}//${url.hostname}/*`]);
  return await keepAwake(fetchAndAdd(url, target, isHere ? tab?.id : undefined, access));
}

interface Target {
  source: Source;
  activity: SiteActivity;
}

async function fetchAndAdd(
  url: URL,
  target: Target | undefined,
  tabId: number | undefined,
  access: Promise<boolean> | undefined,
): Promise<{ added: Added }> {
  const athlete = await expectAthlete();
  const mayFetch = access ? await access : await mayFetchFrom(target?.source.hosts ?? []);
  const reach = reachOf(tabId, mayFetch);
  const original = target ? await fetchKnown(target, url, reach) : await fetchLink(url, reach);
  const { files, ...facts } = original;
  const site = target && { site: target.source.id };
  return { added: await add(files, { door: 'link', automatic: false, ...site }, { ...facts, athlete }) };
}

/** Some sites give their files to their own pages only: from elsewhere there is no way but to open the activity. */
async function fetchKnown(
  { source, activity }: Target,
  url: URL,
  reach: ReturnType<typeof reachOf>,
): Promise<Original> {
  if (reach.hasPage || reach.mayFetch) return await source.fetchOriginal(activity, reach);
  if (source.hosts.length > 0) throw new Problem('no-access', { site: source.label });
  throw new Problem('no-tab', { site: source.label, page: `https://${url.host}${url.pathname}` });
}

function targetOf(url: URL): Target | undefined {
  for (const source of sources) {
    const activity = source.atLink(url);
    if (activity) return { source, activity };
  }
  return undefined;
}

/** Whether the tab can fetch it as its own: a page of the same host, or of the site where the file has a host of its own. */
function isShownBy(tab: Tab | undefined, url: URL, source: Source | undefined): boolean {
  const page = tab?.url === undefined ? undefined : URL.parse(tab.url);
  if (!page || tab?.id === undefined) return false;
  if (page.origin === url.origin) return true;
  const isOfSite = source?.pages.includes(`${page.origin}/*`) ?? false;
  return isOfSite && !(source?.pages.includes(`${url.origin}/*`) ?? false);
}

async function ask(origins: string[]): Promise<boolean> {
  if (origins.length === 0) return false;
  try {
    return await browser.permissions.request({ origins });
  } catch {
    // The browser did not see a click in it, and asks nobody: what was granted before still counts.
    return await mayFetchFrom(origins);
  }
}
