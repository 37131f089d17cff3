import { i18n } from '#i18n';
import { showNotification } from '../notifications/notify-problem.ts';
import type { Change } from './change.ts';
import { getChangeUrl, toNotificationText } from './change-messages.ts';

/** Shows one notification for all changes of a sync. A click opens the one that changed, or the list. */
export async function notifyChanges(changes: readonly Change[]): Promise<void> {
  const [first] = changes;
  const url = changes.length === 1 && first ? getChangeUrl(first) : undefined;
  const title = i18n.t('changes.heading');
  await showNotification({
    category: 'news',
    title,
    message: toNotificationText(changes),
    target: url ?? 'options',
  });
}
