import { browser } from 'wxt/browser';

/** Where a link leads: a page of Musette, or an address. */
export type LinkTarget = 'options' | 'app' | `https://${string}`;

/** The address that a link leads to. */
export const toLinkUrl = (to: LinkTarget): string =>
  to === 'options' || to === 'app' ? browser.runtime.getURL(`/${to}.html`) : to;

/** The hash of the app's address that adds the workout file of an upload to the calendar. */
export const toAddWorkoutHash = (upload: string): string => `#workouts/add/${upload}`;

/** Opens the options, or shows the tab where they are open. */
export async function openOptions(): Promise<void> {
  await browser.runtime.openOptionsPage();
  closePopup();
}

/** Opens the app, or shows the tab where it is open. @param choose Whether it asks for files then */
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

/** Closes the popup. Chromium does so by itself when another tab is shown, Firefox does not. */
export function closePopup(): void {
  if (import.meta.env.FIREFOX && location.pathname === '/popup.html') window.close();
}
