import { browser } from 'wxt/browser';

/** Where a link leads: a page of Musette, a screen of the app, or an address. */
export type LinkTarget = 'options' | 'app' | `app#${string}` | `https://${string}`;

/** The address that a link leads to. */
export function toLinkUrl(to: LinkTarget): string {
  const [page, screen] = to.split('#');
  return page === 'options' || page === 'app'
    ? `${browser.runtime.getURL(`/${page}.html`)}${screen ? `#${screen}` : ''}`
    : to;
}

/** Opens the options, or shows the tab where they are open. */
export async function openOptions(): Promise<void> {
  await browser.runtime.openOptionsPage();
  closePopup();
}

/** Opens the app, or shows the tab where it is open. `hash`: the screen to show, such as `#wellness`. */
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
  if (open.windowId !== undefined) await browser.windows?.update(open.windowId, { focused: true });
}

/** Closes the popup. Chromium does so by itself when another tab is shown, Firefox does not. */
export function closePopup(): void {
  if (import.meta.env.FIREFOX && location.pathname === '/popup.html') window.close();
}
