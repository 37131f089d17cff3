import { browser } from 'wxt/browser';
import { type PlainProblem, Problem } from '../../platform/problem.ts';
import { sites } from '../../services/sites/registry.ts';
import { sendLink } from './send-link.ts';
import { sendPage } from './send-page.ts';

interface MenuOptions {
  /** Text of the entries. */
  title: string;
  /** Called when a menu or the shortcut fails, for no page is open that could show it. */
  onFailed: (problem: PlainProblem) => void;
}

/** Name of the shortcut in the manifest. */
const SEND_THIS_PAGE = 'send-this-page';

/**
 * Adds the entry to the context menu of links and of pages of known sites, and handles it and the shortcut. Called at every start
 * of the background, for a click may have started it.
 */
export function startMenus({ title, onFailed }: MenuOptions): void {
  const reportFailure = (work: Promise<unknown>) => {
    work.catch(thrown => onFailed(Problem.from(thrown).toPlain()));
  };
  browser.contextMenus?.onClicked.addListener(({ menuItemId, linkUrl }, tab) => {
    // Called without any await before it: a permission can be requested only within the click.
    if (menuItemId === LINK_MENU_ID && linkUrl !== undefined) reportFailure(sendLink(linkUrl, tab));
    if (menuItemId === PAGE_MENU_ID && tab?.id !== undefined) reportFailure(sendPage(tab.id));
  });
  browser.commands?.onCommand.addListener((command, tab) => {
    if (command === SEND_THIS_PAGE && tab?.id !== undefined) reportFailure(sendPage(tab.id));
  });
  if (!browser.contextMenus) return;
  const pages = sites.flatMap(site => site.pages);
  reportFailure(updateOrCreate(PAGE_MENU_ID, { title, contexts: ['page'], documentUrlPatterns: pages }));
  reportFailure(
    updateOrCreate(LINK_MENU_ID, {
      title,
      contexts: ['link'],
      targetUrlPatterns: ['https://*/*', 'http://*/*'],
    }),
  );
}

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
