import { browser } from 'wxt/browser';

/** Where a link leads: a page of Musette, or an address. */
export type LinkTarget = 'options' | 'app' | `https://${string}`;

/** The address of one of Musette's pages, or the address itself. */
export const toLinkUrl = (to: LinkTarget): string =>
  to === 'options' || to === 'app' ? browser.runtime.getURL(`/${to}.html`) : to;

/** Shows the options, in the tab where they are open already if there is one. */
export async function openOptions(): Promise<void> {
  await browser.runtime.openOptionsPage();
  closePopup();
}

/** Shows the app, in the tab where it is open already if there is one. `hash`: the screen to show there, such as `#wellness`. */
export async function openApp(hash = ''): Promise<void> {
  await focusOrOpenApp(hash);
  closePopup();
}

async function focusOrOpenApp(hash: string): Promise<void> {
  const url = browser.runtime.getURL('/app.html');
  const [open] = await browser.tabs.query({ url: `${url}*` });
  const target = url + hash;
  if (open?.id === undefined) {
    await browser.tabs.create({ url: target });
    return;
  }
  await browser.tabs.update(open.id, { active: true, ...(hash && { url: target }) });
  if (open.windowId !== undefined) await browser.windows.update(open.windowId, { focused: true });
}

/** Chromium closes the popup when another tab comes to the front, Firefox leaves it in the way. */
export function closePopup(): void {
  if (import.meta.env.FIREFOX && location.pathname === '/popup.html') window.close();
}
