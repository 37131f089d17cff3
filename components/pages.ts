import { browser } from 'wxt/browser';
import type { Target } from './words.ts';

/** The address of one of Musette's pages, or the address itself. */
export const addressOf = (to: Target): string =>
  to === 'options' || to === 'app' ? browser.runtime.getURL(`/${to}.html`) : to;

/** Shows the options, in the tab where they are open already if there is one. */
export const openOptions = (): Promise<void> => browser.runtime.openOptionsPage();

/** Shows the app, in the tab where it is open already if there is one. `choose`: and asks for files there. */
export async function openApp(choose = false): Promise<void> {
  const url = browser.runtime.getURL('/app.html');
  const [open] = await browser.tabs.query({ url: `${url}*` });
  const target = choose ? `${url}#choose` : url;
  if (open?.id === undefined) {
    await browser.tabs.create({ url: target });
    return;
  }
  await browser.tabs.update(open.id, { active: true, ...(choose && { url: target }) });
  if (open.windowId !== undefined) await browser.windows.update(open.windowId, { focused: true });
}
