import { browser } from 'wxt/browser';
import { storage } from 'wxt/utils/storage';
import { i18n } from '#i18n';
import { formatNumber } from '../../platform/format.ts';
import { openApp } from '../../platform/pages.ts';
import { getGrowingBatch } from '../backfill/backfill-store.ts';
import { describeOtherOutcomes } from '../uploads/batch-summary.ts';
import { isAdding } from '../uploads/upload-commands.ts';
import { countUploads, getLastBatch, type UploadCounts } from '../uploads/upload-store.ts';
import { notificationSettings } from './settings.ts';

/** The newest batch with a notification. */
const lastNotifiedBatch = storage.defineItem<number>('local:lastNotifiedBatch', { fallback: 0 });

const NOTIFICATION_ID = 'batch';

/** Opens the app on a click. Called once, when the background starts. */
export function handleBatchNotificationClicks(): void {
  browser.notifications?.onClicked.addListener(id => {
    if (id !== NOTIFICATION_ID) return;
    void browser.notifications.clear(id);
    void openApp();
  });
}

/** Shows one notification for each batch that was finished since the last call. */
export async function notifyFinishedBatches(): Promise<void> {
  // Files that are dropped together arrive one by one: between two of them a batch may look done.
  if (isAdding()) return;
  const [last, growing] = await Promise.all([getLastBatch(), getGrowingBatch()]);
  const lastNotified = await lastNotifiedBatch.getValue();
  // Uploads were removed, so the numbers of their batches will be used again.
  if (lastNotified > last) await lastNotifiedBatch.setValue(last);
  for (let batch = lastNotified + 1; batch <= last; batch += 1) {
    const counts = await countUploads(batch);
    if (counts.queued + counts.sending > 0 || batch === growing) break;
    // Stored first: a lost notification is better than a second one.
    await lastNotifiedBatch.setValue(batch);
    await notifyBatch(counts);
  }
}

async function notifyBatch(counts: UploadCounts): Promise<void> {
  const message = summarizeBatch(counts);
  if (message === '' || !(await notificationSettings.get()).notifyWhenDone) return;
  await browser.notifications?.create(NOTIFICATION_ID, {
    type: 'basic',
    iconUrl: browser.runtime.getURL('/icon/128.png'),
    title: i18n.t('tell.title'),
    message,
  });
}

/** "20 uploaded, 3 already on Intervals.icu, 1 needs your input" */
function summarizeBatch(counts: UploadCounts): string {
  const uploaded = counts.uploaded > 0 ? [i18n.t('batch.uploaded', { n: formatNumber(counts.uploaded) })] : [];
  return [...uploaded, ...describeOtherOutcomes(counts)].join(', ');
}
