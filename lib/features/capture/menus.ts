import { browser } from 'wxt/browser';
import { type PlainProblem, Problem } from '../../platform/problem.ts';
import { sites } from '../../services/sites/registry.ts';
import { sendLink } from './send-link.ts';
import { sendPage } from './send-page.ts';

interface MenuOptions {
  /** What the entries are called. */
  title: string;
  /** Nobody looks when a menu or a shortcut fails: whoever clicked is told by this. */
  onFailed: (problem: PlainProblem) => void;
}

/** The name of the shortcut in the manifest. */
const SEND_THIS_PAGE = 'send-this-page';

/**
 * Puts "Upload to Intervals.icu" into the context menu, on links and on pages of known sites, and answers it and the
 * shortcut. Called whenever the background comes to life, for it may be woken by a click.
 */
export function startMenus({ title, onFailed }: MenuOptions): void {
  const reportFailure = (work: Promise<unknown>) => {
    work.catch(thrown => onFailed(Problem.from(thrown).toPlain()));
  };
  browser.contextMenus.onClicked.addListener(({ menuItemId, linkUrl }, tab) => {
    // Asked for within the click, before anything is waited for: later the browser would refuse.
    if (menuItemId === LINK_MENU_ID && linkUrl !== undefined) reportFailure(sendLink(linkUrl, tab));
    if (menuItemId === PAGE_MENU_ID && tab?.id !== undefined) reportFailure(sendPage(tab.id));
  });
  browser.commands.onCommand.addListener((command, tab) => {
    if (command === SEND_THIS_PAGE && tab?.id !== undefined) reportFailure(sendPage(tab.id));
  });
  const pages = sites.flatMap(source => source.pages);
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

/** Entries outlive the background in both browsers: one that is there is made to say what this version says. */
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
