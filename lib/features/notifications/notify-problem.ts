import { browser } from 'wxt/browser';
import { i18n } from '#i18n';
import { type LinkTarget, openApp, openOptions } from '../../platform/pages.ts';
import { type PlainProblem, Problem } from '../../platform/problem.ts';
import { getProblemMessage } from './problem-messages.ts';

/** The way out is kept in the notification's name: the background may be stopped before anybody clicks. */
const NOTIFICATION_ID = /^(?:problem|news):(.*)$/;

/** Tells whoever clicked in a menu, or pressed a shortcut, why nothing was sent. A click leads to the way out. */
export function notifyProblem(problem: PlainProblem, title = i18n.t('page.notSent')): void {
  const { sentence, action } = getProblemMessage(problem);
  void showNotification({ category: 'problem', title, message: sentence, target: action?.to });
}

/** Shows a notification. A click leads to a place; to the app where there is none. */
export async function showNotification({
  category,
  title,
  message,
  target = 'app',
}: NotificationContent): Promise<void> {
  const iconUrl = browser.runtime.getURL('/icon/128.png');
  await browser.notifications.create(`${category}:${target}`, { type: 'basic', iconUrl, title, message });
}

interface NotificationContent {
  /** One takes the place only of another one about the same that leads to the same place. */
  category: 'problem' | 'news';
  title: string;
  message: string;
  target?: LinkTarget | undefined;
}

/**
 * Passes on what work comes to. When it fails and the popup that asked for it is closed, nobody would read why: then it is told as
 * above.
 */
export async function notifyIfPopupClosed<Result>(work: Promise<Result>): Promise<Result> {
  try {
    return await work;
  } catch (thrown) {
    if (!(await isPopupOpen())) notifyProblem(Problem.from(thrown).toPlain());
    throw thrown;
  }
}

/** Each browser has its own way to know (2026-11): Firefox no `getContexts`, Chromium's worker no `getViews`. */
async function isPopupOpen(): Promise<boolean> {
  if (import.meta.env.FIREFOX) return browser.extension.getViews({ type: 'popup' }).length > 0;
  return (await chrome.runtime.getContexts({ contextTypes: ['POPUP'] })).length > 0;
}

/** Lets a click on such a notification lead somewhere. Called once, when the background comes to life. */
export function handleNotificationClicks(): void {
  browser.notifications.onClicked.addListener(id => {
    const [, to] = NOTIFICATION_ID.exec(id) ?? [];
    if (to === undefined) return;
    void browser.notifications.clear(id);
    void openTarget(to as LinkTarget);
  });
}

async function openTarget(to: LinkTarget): Promise<void> {
  if (to === 'options') await openOptions();
  else if (to.startsWith('https://')) await browser.tabs.create({ url: to });
  else await openApp();
}
