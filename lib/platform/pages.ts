import { browser } from 'wxt/browser';

/** Where a link leads: a page of Musette, or an address. */
export type LinkTarget = 'options' | 'app' | `https://${string}`;

/** The address of one of Musette's pages, or the address itself. */
export const toLinkUrl = (to: LinkTarget): string =>
  to === 'options' || to === 'app' ? browser.runtime.getURL(`/${to}.html`) : to;

/** Where in the app a file of the outbox goes on to the calendar. */
export const toAddWorkoutHash = (upload: string): string => `#workouts/add/${upload}`;

/** Shows the options, in the tab where they are open already if there is one. */
export async function openOptions(): Promise<void> {
  await browser.runtime.openOptionsPage();
  closePopup();
}

/** Shows the app, in the tab where it is open already if there is one. `choose`: and asks for files there. */
export async function openApp(choose = false): Promise<void> {
  await focusOrOpenApp(choose);
  closePopup();
}

async function focusOrOpenApp(choose: boolean): Promise<void> {
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

/** Chromium closes the popup when another tab comes to the front, Firefox leaves it in the way. */
export function closePopup(): void {
  if (import.meta.env.FIREFOX && location.pathname === '/popup.html') window.close();
}
