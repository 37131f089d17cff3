import { onChanged } from '../../platform/change-events.ts';
import { watchFeedState } from '../change-feed/feed-state.ts';
import { updateBadge } from './badge.ts';
import { handleBatchNotificationClicks, notifyFinishedBatches } from './batch-notification.ts';

/** Updates the badge, and shows a notification for each finished batch, after every change. Called once, when the background starts. */
export function startStatusUpdates(): void {
  const scheduleUpdate = coalesce(updateStatus, 500);
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

/** Runs `work` after a call, and once more after calls that came meanwhile; never two at a time, with a pause between. */
function coalesce(work: () => Promise<void>, pauseMs: number): () => void {
  let running = false;
  let pending = false;
  const run = async () => {
    pending = true;
    if (running) return;
    running = true;
    while (pending) {
      pending = false;
      await work().catch(reportError);
      await new Promise(resolve => setTimeout(resolve, pauseMs));
    }
    running = false;
  };
  return () => void run();
}
