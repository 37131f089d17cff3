import { browser } from 'wxt/browser';
import { defineBackground } from 'wxt/utils/define-background';
import * as z from 'zod/mini';
import { i18n } from '#i18n';
import { connectWithKey, disconnectAccount } from '../lib/features/account/connect.ts';
import { connectApp, connectToken } from '../lib/features/account/connect-oauth.ts';
import * as activities from '../lib/features/activity-export/export-commands.ts';
import { exportJob } from '../lib/features/activity-export/export-worker.ts';
import * as missing from '../lib/features/backfill/backfill.ts';
import { cancelBackfill, pauseBackfill } from '../lib/features/backfill/backfill-commands.ts';
import { stopSearch } from '../lib/features/backfill/run-search.ts';
import * as plan from '../lib/features/calendar/calendar-commands.ts';
import { refreshCalendar } from '../lib/features/calendar/refresh-calendar.ts';
import { undoOperations } from '../lib/features/calendar/undo-operations.ts';
import { clearCaptureStore } from '../lib/features/capture/capture-store.ts';
import { startDownloadCapture } from '../lib/features/capture/download-capture.ts';
import { handlePromptAnswers, promptForDownload } from '../lib/features/capture/download-prompt.ts';
import { startHookRegistration } from '../lib/features/capture/hook-registration.ts';
import { startMenus } from '../lib/features/capture/menus.ts';
import { inspectTab, sendPage } from '../lib/features/capture/send-page.ts';
import * as changes from '../lib/features/change-feed/change-feed.ts';
import { notifyChanges } from '../lib/features/change-feed/notify-changes.ts';
import { startStatusUpdates } from '../lib/features/notifications/badge.ts';
import {
  handleNotificationClicks,
  notifyIfPopupClosed,
  notifyProblem,
} from '../lib/features/notifications/notify-problem.ts';
import { setWorkoutPaired } from '../lib/features/uploads/pair-workout.ts';
import { uploadQueue } from '../lib/features/uploads/queue-runner.ts';
import { provideFile } from '../lib/features/uploads/request-file.ts';
import { undoUpload } from '../lib/features/uploads/undo-upload.ts';
import * as outbox from '../lib/features/uploads/upload-commands.ts';
import { deleteOldHistory, startUploads } from '../lib/features/uploads/upload-startup.ts';
import { refreshWellness } from '../lib/features/wellness/refresh-wellness.ts';
import { undoWellness, writeWellness } from '../lib/features/wellness/write-wellness.ts';
import * as folder from '../lib/features/workout-folder/folder-sync.ts';
import type { Job } from '../lib/platform/jobs/job.ts';
import { handleMessages } from '../lib/platform/messaging.ts';
import type { SiteActivity } from '../lib/services/sites/site.ts';

const JOBS: Job[] = [uploadQueue, missing.backfillWorker, exportJob, folder.folderJob, changes.changeFeedJob];

export default defineBackground({
  type: 'module',
  main() {
    // zod compiles its parsers with `new Function` where it can; an extension's CSP forbids that, loudly.
    z.config({ jitless: true });

    handleMessages({
      tryNow,
      connect: ({ key }) => connectWithKey(key),
      connectApp,
      connectToken: ({ token }) => connectToken(token),
      disconnect: disconnectAccount,
      add: ({ files }) => outbox.addFiles(files, { via: 'disk', automatic: false }),
      lookAtPage: ({ tabId }) => inspectTab(tabId),
      sendPage: ({ tabId, activity }) => notifyIfPopupClosed(sendPage(tabId, activity as SiteActivity, true)),
      retry: ({ ids }) => outbox.retryUploads(ids),
      sendAnyway: ({ id }) => outbox.sendAnyway(id),
      sendReviewed: ({ id, ...review }) => outbox.sendReviewed(id, review),
      setPaired: ({ id, paired }) => setWorkoutPaired(id, paired),
      chooseFile: ({ id, file }) => provideFile(id, file),
      remove: ({ ids }) => outbox.removeUploads(ids),
      undo: ({ id }) => undoUpload(id),
      clearHistory: outbox.clearHistory,
      findMissing: missing.findMissing,
      stopFinding: stopSearch,
      sendMissing: ({ ids }) => missing.startBackfill(ids),
      pauseMissing: pauseBackfill,
      resumeMissing: missing.resumeBackfill,
      cancelMissing: cancelBackfill,
      retryMissing: missing.retryBackfill,
      refreshCalendar: ({ from, to, format }) => refreshCalendar({ from, to }, format),
      startFolder: folder.startFolderSync,
      stopFolder: folder.stopFolderSync,
      syncFolder: () => folder.syncFolder(true),
      putOnCalendar: planned => plan.addToCalendar(planned, planned),
      moveEvent: ({ to, ...moved }) => plan.moveCalendarEvent(moved, moved, to),
      copyEvent: ({ days, ...copied }) => plan.copyCalendarEvent(copied, copied, days),
      deleteEvent: deleted => plan.deleteCalendarEvent(deleted, deleted),
      undoPlan: undoOperations,
      refreshWellness,
      writeWellness,
      undoWellness,
      listActivities: activities.listActivitiesForExport,
      searchActivities: ({ words }) => activities.searchActivitiesForExport(words),
      fetchActivity: ({ activity, kind }) => activities.exportOneFile(activity, kind),
      startDownload: activities.startExport,
      pauseDownload: activities.pauseExport,
      resumeDownload: activities.resumeExport,
      forgetDownload: activities.discardExport,
      lookForChanges: changes.syncFeedNow,
      followTopic: changes.subscribeTopic,
      leaveTopic: changes.unsubscribeTopic,
      pause: outbox.pauseUploads,
      resume: outbox.resumeUploads,
    });

    browser.alarms.onAlarm.addListener(({ name }) => void JOBS.find(job => job.name === name)?.trigger());
    browser.runtime.onStartup.addListener(() => void deleteOldHistory());
    browser.runtime.onInstalled.addListener(() => void deleteOldHistory());
    self.addEventListener('online', () => void tryNow());

    startMenus({ title: i18n.t('page.menu'), onFailed: notifyProblem });
    startDownloadCapture({ askToSend: promptForDownload, notifyFailed: notifyProblem });
    handlePromptAnswers();
    startHookRegistration();
    browser.runtime.onStartup.addListener(() => void clearCaptureStore());

    startStatusUpdates();
    handleNotificationClicks();
    folder.watchForFolderSync({ notifyProblem: problem => notifyProblem(problem, i18n.t('folder.untold')) });
    changes.startChangeFeed({ notify: notifyChanges, syncFolder: () => folder.syncFolder() });
    activities.watchAccountForExport();
    void startUploads();
    void missing.startBackfillFeature();
  },
});

/** The network is back, or somebody looks. */
const tryNow = () =>
  Promise.all([outbox.retryUploadsNow(), folder.retryFolderNow(), activities.retryExportNow()]);
