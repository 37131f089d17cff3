import { browser } from 'wxt/browser';
import { storage } from 'wxt/utils/storage';
import { i18n } from '#i18n';
import { onChanged } from '../../platform/change-events.ts';
import { formatNumber } from '../../platform/format.ts';
import { openApp } from '../../platform/pages.ts';
import { getGrowingBatch } from '../backfill/backfill-store.ts';
import { getFeedState, watchFeedState } from '../change-feed/feed-state.ts';
import { describeOtherOutcomes } from '../uploads/batch-summary.ts';
import { isAdding } from '../uploads/upload-commands.ts';
import {
  countUnfinishedUploads,
  countUploads,
  getLastBatch,
  type UnfinishedUploadCounts,
  type UploadCounts,
} from '../uploads/upload-store.ts';
import { notificationSettings } from './settings.ts';

/** The newest batch whose end was told. */
const lastNotifiedBatch = storage.defineItem<number>('local:toldBatch', { fallback: 0 });

const NOTIFICATION_ID = 'batch';

/** Badge colours: the accent, and the red of what needs a person. A badge knows neither tokens nor the dark. */
const ACCENT = '#0f5e78';
const ATTENTION = '#b3261e';
const BADGE_INK = '#ffffff';

/** Lets badge and notification follow the outbox. Called once, when the background comes to life. */
export function startStatusUpdates(): void {
  const scheduleUpdate = coalesce(updateStatus, 500);
  onChanged(scheduleUpdate);
  watchFeedState(scheduleUpdate);
  browser.notifications.onClicked.addListener(id => {
    if (id !== NOTIFICATION_ID) return;
    void browser.notifications.clear(id);
    void openApp();
  });
  scheduleUpdate();
}

/** Shows how the outbox stands, and tells of what has come to its end since the last time. */
export async function updateStatus(): Promise<void> {
  const [counts, { unseen }] = await Promise.all([countUnfinishedUploads(), getFeedState()]);
  await updateBadge(counts, unseen);
  await notifyFinishedBatches();
}

async function updateBadge(counts: UnfinishedUploadCounts, unseen: number): Promise<void> {
  const active = counts.queued + counts.sending;
  const needsInput = counts.held + counts.failed > 0;
  const text = active > 0 ? formatBadgeCount(active) : needsInput ? '!' : unseen > 0 ? '•' : '';
  await browser.action.setBadgeText({ text });
  await browser.action.setBadgeBackgroundColor({ color: needsInput && active === 0 ? ATTENTION : ACCENT });
  await browser.action.setBadgeTextColor({ color: BADGE_INK });
  await browser.action.setTitle({ title: getActionTitle(active, needsInput, unseen) });
}

const formatBadgeCount = (n: number): string => (n > 999 ? '999+' : String(n));

/** The same for those who hear the badge and do not see it. */
function getActionTitle(active: number, needsInput: boolean, unseen: number): string {
  if (active > 0) return i18n.t('tell.badgeWaiting', active, [formatNumber(active)]);
  if (needsInput) return i18n.t('tell.badgeNeedsYou');
  return unseen > 0 ? i18n.t('changes.unseen', unseen, [formatNumber(unseen)]) : i18n.t('app.name');
}

/** Tells of each batch that has come to its end since the last time, once. */
async function notifyFinishedBatches(): Promise<void> {
  // Files of one drop come one by one: between two of them a batch may look done.
  if (isAdding()) return;
  const [last, growing] = await Promise.all([getLastBatch(), getGrowingBatch()]);
  const lastNotified = await lastNotifiedBatch.getValue();
  // Rows were removed, so their numbers will be given once more.
  if (lastNotified > last) await lastNotifiedBatch.setValue(last);
  for (let batch = lastNotified + 1; batch <= last; batch += 1) {
    const counts = await countUploads(batch);
    if (counts.queued + counts.sending > 0 || batch === growing) break;
    // Stored first: rather never than twice.
    await lastNotifiedBatch.setValue(batch);
    await notifyBatch(counts);
  }
}

async function notifyBatch(counts: UploadCounts): Promise<void> {
  const message = summarizeBatch(counts);
  if (message === '' || !(await notificationSettings.get()).notifyWhenDone) return;
  await browser.notifications.create(NOTIFICATION_ID, {
    type: 'basic',
    iconUrl: browser.runtime.getURL('/icon/128.png'),
    title: i18n.t('tell.title'),
    message,
  });
}

/** "20 uploaded, 3 already on Intervals.icu, 1 needs your input" */
function summarizeBatch(counts: UploadCounts): string {
  const uploaded =
    counts.uploaded > 0 ? [i18n.t('batch.uploaded', { n: formatNumber(counts.uploaded) })] : [];
  return [...uploaded, ...describeOtherOutcomes(counts)].join(', ');
}

/** Runs `work` after a call and once more after calls that came meanwhile, never two at a time, with a pause between. */
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
