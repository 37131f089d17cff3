import { browser } from 'wxt/browser';
import { sites } from '../../services/sites/registry.ts';
import { trackAttempt } from './send-attempt.ts';
import { sendLink } from './send-link.ts';
import { sendPage } from './send-page.ts';

/** Name of the shortcut in the manifest. */
const SEND_THIS_PAGE = 'send-this-page';

/**
 * Adds the entry to the context menu of links and of pages of known sites, and handles it and the shortcut. Called at every start
 * of the background, for a click may have started it. `title`: text of the entries.
 */
export function startMenus(title: string): void {
  browser.contextMenus?.onClicked.addListener(({ menuItemId, linkUrl }, tab) => {
    // Called without any await before it: a permission can be requested only within the click.
    if (menuItemId === LINK_MENU_ID && linkUrl !== undefined) track({ link: linkUrl, tab }, sendLink(linkUrl, tab));
    if (menuItemId === PAGE_MENU_ID && tab?.id !== undefined) track({ tab }, sendPage(tab.id));
  });
  browser.commands?.onCommand.addListener((command, tab) => {
    if (command === SEND_THIS_PAGE && tab?.id !== undefined) track({ tab }, sendPage(tab.id));
  });
  if (!browser.contextMenus) return;
  const pages = sites.flatMap(site => site.pages);
  void updateOrCreate(PAGE_MENU_ID, { title, contexts: ['page'], documentUrlPatterns: pages });
  void updateOrCreate(LINK_MENU_ID, { title, contexts: ['link'], targetUrlPatterns: ['https://*/*', 'http://*/*'] });
}

const track = (...[attempt, work]: Parameters<typeof trackAttempt>): void => {
  trackAttempt(attempt, work).catch(thrown => reportError(thrown));
};

const PAGE_MENU_ID = 'send-page';
const LINK_MENU_ID = 'send-link';

/** Entries outlive the background in both browsers: an existing one gets the text of this version. */
async function updateOrCreate(id: string, properties: MenuEntry): Promise<void> {
  await browser.contextMenus.update(id, properties).catch(() => {
    browser.contextMenus.create({ id, ...properties });
  });
}

type MenuEntry = Required<Pick<Parameters<typeof browser.contextMenus.update>[1], 'contexts'>> & {
  title: string;
  documentUrlPatterns?: string[];
  targetUrlPatterns?: string[];
};
