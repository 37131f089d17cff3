import { i18n } from '#i18n';
import { showNotification } from '../notifications/notify-problem.ts';
import type { Change } from './change.ts';
import { getChangeUrl, toNotificationText } from './change-messages.ts';

/** Tells a person of a look's news in one notification. A click leads to what changed, or to the list of it. */
export async function notifyChanges(news: readonly Change[]): Promise<void> {
  const [first] = news;
  const url = news.length === 1 && first ? getChangeUrl(first) : undefined;
  const title = i18n.t('changes.heading');
  await showNotification({
    category: 'news',
    title,
    message: toNotificationText(news),
    target: url ?? 'options',
  });
}
