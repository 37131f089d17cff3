import { browser } from 'wxt/browser';
import { type PlainProblem, Problem } from '../problem.ts';
import { sources } from '../sources/registry.ts';
import { sendLink } from './link.ts';
import { sendPage } from './page.ts';

interface Menus {
  /** What the entries are called. */
  title: string;
  /** Nobody looks when a menu or a shortcut fails: whoever clicked is told by this. */
  failed: (problem: PlainProblem) => void;
}

/** The name of the shortcut in the manifest. */
const SEND_THIS_PAGE = 'send-this-page';

/**
 * Puts "Send to Intervals.icu" into the context menu, on links and on pages of known sites, and answers it and the
 * shortcut. Called whenever the background comes to life, for it may be woken by a click.
 */
export function keepMenus({ title, failed }: Menus): void {
  const answer = (work: Promise<unknown>) => {
    work.catch(thrown => failed(Problem.from(thrown).toPlain()));
  };
  browser.contextMenus.onClicked.addListener(({ menuItemId, linkUrl }, tab) => {
    // Asked for within the click, before anything is waited for: later the browser would refuse.
    if (menuItemId === LINK && linkUrl !== undefined) answer(sendLink(linkUrl, tab));
    if (menuItemId === PAGE && tab?.id !== undefined) answer(sendPage(tab.id));
  });
  browser.commands.onCommand.addListener((command, tab) => {
    if (command === SEND_THIS_PAGE && tab?.id !== undefined) answer(sendPage(tab.id));
  });
  const pages = sources.flatMap(source => source.pages);
  answer(put(PAGE, { title, contexts: ['page'], documentUrlPatterns: pages }));
  answer(put(LINK, { title, contexts: ['link'], targetUrlPatterns: ['https://*/*', 'http://*/*'] }));
}

const PAGE = 'send-page';
const LINK = 'send-link';

/** Entries outlive the background in both browsers: one that is there is made to say what this version says. */
async function put(id: string, properties: Entry): Promise<void> {
  await browser.contextMenus.update(id, properties).catch(() => {
    browser.contextMenus.create({ id, ...properties });
  });
}

type Entry = Required<Pick<Parameters<typeof browser.contextMenus.update>[1], 'contexts'>> & {
  title: string;
  documentUrlPatterns?: string[];
  targetUrlPatterns?: string[];
};
