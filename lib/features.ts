import { browser } from 'wxt/browser';
import { followAccountChanges } from './features/account/account-change.ts';
import { account } from './features/account/index.ts';
import { activityExport } from './features/activity-export/index.ts';
import { backfill } from './features/backfill/index.ts';
import { calendar } from './features/calendar/index.ts';
import { capture } from './features/capture/index.ts';
import { changeFeed } from './features/change-feed/index.ts';
import { notifications } from './features/notifications/index.ts';
import { uploads } from './features/uploads/index.ts';
import { wellness } from './features/wellness/index.ts';
import { workoutFolder } from './features/workout-folder/index.ts';
import { backgroundRequests, type Feature } from './platform/feature.ts';
import { answerRequests, receiveRequests } from './platform/messaging.ts';

/** Every feature of the background. A new one adds its line here. */
const FEATURES: readonly Feature[] = [
  account,
  uploads,
  capture,
  backfill,
  calendar,
  workoutFolder,
  activityExport,
  wellness,
  changeFeed,
  notifications,
];

/** Registers every listener of the background, synchronously. Called once, when the worker starts. */
export function startFeatures(features = FEATURES): void {
  const retryNow = () => Promise.all(features.map(feature => feature.onOnline?.()));
  receiveRequests([
    answerRequests(backgroundRequests, { retryNow }),
    ...features.flatMap(({ requests }) => requests ?? []),
  ]);
  const jobs = new Map(features.flatMap(({ jobs = [] }) => jobs.map(job => [job.name, job] as const)));
  browser.alarms.onAlarm.addListener(({ name }) => void jobs.get(name)?.trigger());
  browser.runtime.onStartup.addListener(() => {
    for (const feature of features) void feature.onBrowserStart?.();
  });
  self.addEventListener('online', () => void retryNow());
  browser.permissions.onAdded.addListener(() => void retryNow());
  followAccountChanges(...features);
  for (const feature of features) startFeature(feature);
}

/**
 * A browser may lack an API (Firefox for Android has no context menus, commands or windows, 2026-11:
 * https://developer.mozilla.org/docs/Mozilla/Add-ons/WebExtensions/Browser_support_for_JavaScript_APIs): each feature does without what it
 * lacks, and one that cannot start must not take the others with it.
 */
function startFeature({ start }: Feature): void {
  try {
    start?.();
  } catch (thrown) {
    reportError(thrown);
  }
}
