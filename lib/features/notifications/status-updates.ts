import { onChanged } from '../../platform/change-events.ts';
import { coalesce } from '../../platform/coalesce.ts';
import { watchFeedState } from '../change-feed/feed-state.ts';
import { updateBadge } from './badge.ts';
import { handleBatchNotificationClicks, notifyFinishedBatches } from './batch-notification.ts';

/** Updates the badge, and shows a notification for each finished batch, after every change. Called once, when the background starts. */
export function startStatusUpdates(): void {
  const scheduleUpdate = coalesce(updateStatus, () => 500);
  onChanged(scheduleUpdate);
  watchFeedState(scheduleUpdate);
  handleBatchNotificationClicks();
  scheduleUpdate();
}

/** Updates the badge and notifies about batches that were finished since the last call. */
export async function updateStatus(): Promise<void> {
  await updateBadge();
  await notifyFinishedBatches();
}
