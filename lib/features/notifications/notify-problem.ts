import { browser } from 'wxt/browser';
import { i18n } from '#i18n';
import { type LinkTarget, openApp, openOptions } from '../../platform/pages.ts';
import type { PlainProblem } from '../../platform/problem.ts';
import { getProblemMessage } from './problem-messages.ts';

/** The id holds the target of a click: the browser may stop the background before the click. */
const NOTIFICATION_ID = /^(?:problem|news):(.*)$/;

/**
 * Shows a problem after a click in a menu or a shortcut, which have no page to show it. A click leads to what solves it, else to the
 * screen of what failed.
 */
export function notifyProblem(problem: PlainProblem, title = i18n.t('page.notSent'), screen?: LinkTarget): void {
  const { sentence, action } = getProblemMessage(problem);
  showNotification({ category: 'problem', title, message: sentence, target: action?.to ?? screen }).catch(thrown =>
    reportError(thrown),
  );
}

/** Shows a notification. A click leads to `target`. */
export async function showNotification({
  category,
  title,
  message,
  target = 'app',
}: NotificationContent): Promise<void> {
  const iconUrl = browser.runtime.getURL('/icon/128.png');
  await browser.notifications?.create(`${category}:${target}`, { type: 'basic', iconUrl, title, message });
}

interface NotificationContent {
  /** A notification replaces an older one of the same category with the same target. */
  category: 'problem' | 'news';
  title: string;
  message: string;
  target?: LinkTarget | undefined;
}

/**
 * Whether the popup is open, and shows a failure by itself. The polyfill does not know `getContexts`, which Firefox has since 127
 * (https://developer.mozilla.org/docs/Mozilla/Add-ons/WebExtensions/API/runtime/getContexts).
 */
export const isPopupOpen = async (): Promise<boolean> =>
  (await chrome.runtime.getContexts({ contextTypes: ['POPUP'] })).length > 0;

/** Opens the target of a notification on a click. Called once, when the background starts. */
export function handleNotificationClicks(): void {
  browser.notifications?.onClicked.addListener(id => {
    const [, to] = NOTIFICATION_ID.exec(id) ?? [];
    if (to === undefined) return;
    void browser.notifications.clear(id);
    void openTarget(to as LinkTarget);
  });
}

async function openTarget(to: LinkTarget): Promise<void> {
  if (to === 'options') await openOptions();
  else if (to.startsWith('https://')) await browser.tabs.create({ url: to });
  else await openApp(to.slice('app'.length));
}
