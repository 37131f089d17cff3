import { browser } from 'wxt/browser';
import { withKeepAlive } from '../../platform/keep-alive.ts';
import { hasOrigins } from '../../platform/permissions.ts';
import { Problem } from '../../platform/problem.ts';
import { requireAthleteId } from '../../services/intervals/credentials.ts';
import { createPageAccess } from '../../services/sites/page-access.ts';
import { findSite, type KnownSite } from '../../services/sites/registry.ts';
import type { FileChoice, PageAccess, SiteActivity } from '../../services/sites/site.ts';
import { siteActivitySchema } from '../../services/sites/site-activity-schema.ts';
import { getTabSession, type TabSession } from '../../services/sites/tab-session.ts';
import { isUploadDone } from '../uploads/upload.ts';
import { type AddResult, addFiles } from '../uploads/upload-commands.ts';
import { listUploads } from '../uploads/upload-store.ts';

/** What a tab of a known site shows. */
export interface TabPage {
  /** Name of the site. */
  site: string;
  /** Absent if the page shows none, as a list does. */
  activity?: SiteActivity;
  /** Hosts that the background could fetch from with the tab's session, and has no permission for. */
  hosts: string[];
  /** Absent if the activity was not added before. */
  uploadState?: 'done' | 'waiting';
}

/** The activity was added, or a person has to choose one of several files first. */
export type SendPageResult = { added: AddResult } | { choices: FileChoice[] };

/** The activity in a tab; undefined if the tab shows no known site or is private, or no click has granted access to it. */
export async function inspectTab(tabId: number): Promise<TabPage | undefined> {
  const siteTab = await findSiteTab(tabId);
  if (!siteTab || siteTab.session === 'private') return undefined;
  const activity = await readActivity(siteTab);
  const uploadState = activity && (await getUploadState(siteTab.site, activity));
  const { label: site, hosts } = siteTab.site;
  return {
    site,
    hosts: siteTab.access.mayFetch || siteTab.session !== 'default' ? [] : hosts,
    ...(activity && { activity }),
    ...(uploadState && { uploadState }),
  };
}

/** Reads the newest uploads only, for the popup waits for it. */
async function getUploadState(site: KnownSite, { id }: SiteActivity): Promise<TabPage['uploadState']> {
  if (!site.usesIdAsExternalId) return undefined;
  const row = (await listUploads(MAX_RECENT_UPLOADS)).find(({ externalId }) => externalId === id);
  return row && (isUploadDone(row) ? 'done' : 'waiting');
}

const MAX_RECENT_UPLOADS = 300;

/**
 * Uploads the activity that a tab shows. `expected` is the one that the person saw when they clicked. With `canChoose`, several files
 * are returned for the person to choose from.
 * @throws {Problem} as `Site.fetchOriginal`, `not-connected`, `no-activity`, `moved-on`, `private-window`
 */
export function sendPage(tabId: number, expected?: SiteActivity, canChoose = false): Promise<SendPageResult> {
  return withKeepAlive(sendShownActivity(tabId, expected, canChoose));
}

async function sendShownActivity(
  tabId: number,
  expected: SiteActivity | undefined,
  canChoose: boolean,
): Promise<SendPageResult> {
  const siteTab = await findSiteTab(tabId);
  if (!siteTab) throw new Problem('no-activity');
  const { site, access, session } = siteTab;
  if (session === 'private') throw new Problem('private-window', { site: site.label });
  const shown = await readActivity(siteTab);
  if (!shown) throw new Problem(expected ? 'moved-on' : 'no-activity', { site: site.label });
  if (expected && expected.id !== shown.id) throw new Problem('moved-on');
  const athlete = await requireAthleteId();
  const activity = { ...shown, ...(expected?.file !== undefined && { file: expected.file }) };
  if (canChoose && activity.file === undefined) {
    const choices = (await site.listFiles?.(activity, access)) ?? [];
    if (choices.length > 1) return { choices };
  }
  const { files, ...facts } = await site.fetchOriginal(activity, access);
  // Such pages change their address before their content: what was read may be of two activities.
  if ((await readActivity(siteTab))?.id !== shown.id) throw new Problem('moved-on');
  return {
    added: await addFiles(files, { via: 'page', automatic: false, site: site.id }, { ...facts, athlete }),
  };
}

interface SiteTab {
  site: KnownSite;
  access: PageAccess;
  session: TabSession;
}

async function findSiteTab(tabId: number): Promise<SiteTab | undefined> {
  const tab = await browser.tabs.get(tabId).catch(() => undefined);
  const site = tab?.url === undefined ? undefined : findSite(new URL(tab.url));
  if (!tab || !site) return undefined;
  const session = getTabSession(tab);
  const mayFetch = session === 'default' && (await hasOrigins(site.hosts));
  return { site, session, access: createPageAccess(tabId, mayFetch) };
}

/** The activity that the page shows, parsed, for it comes out of the page. */
async function readActivity({ site, access }: SiteTab): Promise<SiteActivity | undefined> {
  const { data } = siteActivitySchema.safeParse(await access.runInPage(site.readPage));
  if (!data) return undefined;
  const { id, athlete, name } = data;
  return { id, ...(athlete !== undefined && { athlete }), ...(name !== undefined && { name }) };
}
