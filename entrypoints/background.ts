import { browser } from 'wxt/browser';
import { defineBackground } from 'wxt/utils/define-background';
import * as z from 'zod/mini';
import { i18n } from '#i18n';
import { askAboutDownload, hearAnswers } from '../components/ask-download.ts';
import { tellChanges } from '../components/changes/tell-changes.ts';
import { keepTelling } from '../components/tell.ts';
import { keepWaysOut, tellIfUnread, tellProblem } from '../components/tell-problem.ts';
import { connect, disconnect } from '../lib/account.ts';
import * as activities from '../lib/activities/activities.ts';
import { ACTIVITIES_ALARM, carryOn } from '../lib/activities/carry.ts';
import { captureDownloads } from '../lib/capture/downloads.ts';
import { keepHooks } from '../lib/capture/hooks.ts';
import { keepMenus } from '../lib/capture/menus.ts';
import { lookAt, sendPage } from '../lib/capture/page.ts';
import { forgetCaptures } from '../lib/capture/store.ts';
import * as changes from '../lib/changes/changes.ts';
import { receive } from '../lib/messages.ts';
import { MISSING_ALARM } from '../lib/missing/carry.ts';
import { stopLooking } from '../lib/missing/look.ts';
import * as missing from '../lib/missing/missing.ts';
import { cancelMissing, pauseMissing } from '../lib/missing/plan.ts';
import { connectApp, connectToken } from '../lib/oauth.ts';
import { drain, OUTBOX_ALARM } from '../lib/outbox/drain.ts';
import { completeWith } from '../lib/outbox/needs-file.ts';
import * as outbox from '../lib/outbox/outbox.ts';
import { setPaired } from '../lib/outbox/pair.ts';
import { undo } from '../lib/outbox/undo.ts';
import { cleanUp, wakeUp } from '../lib/outbox/wake.ts';
import type { SiteActivity } from '../lib/sources/source.ts';
import { refreshWellness } from '../lib/wellness/refresh.ts';
import { undoWellness, writeWellness } from '../lib/wellness/write.ts';
import { refreshCalendar } from '../lib/workouts/calendar.ts';
import * as folder from '../lib/workouts/folder/folder.ts';
import * as plan from '../lib/workouts/plan/plan.ts';
import { undoPlan } from '../lib/workouts/plan/undo.ts';

export default defineBackground({
  type: 'module',
  main() {
    // zod compiles its parsers with `new Function` where it can; an extension's CSP forbids that, loudly.
    z.config({ jitless: true });

    receive({
      tryNow,
      connect: ({ key }) => connect(key),
      connectApp,
      connectToken: ({ token }) => connectToken(token),
      disconnect,
      add: ({ files }) => outbox.add(files, { door: 'disk', automatic: false }),
      lookAtPage: ({ tabId }) => lookAt(tabId),
      sendPage: ({ tabId, activity }) => tellIfUnread(sendPage(tabId, activity as SiteActivity, true)),
      retry: ({ ids }) => outbox.retry(ids),
      sendAnyway: ({ id }) => outbox.sendAnyway(id),
      sendReviewed: ({ id, ...review }) => outbox.sendReviewed(id, review),
      setPaired: ({ id, paired }) => setPaired(id, paired),
      chooseFile: ({ id, file }) => completeWith(id, file),
      remove: ({ ids }) => outbox.remove(ids),
      undo: ({ id }) => undo(id),
      clearHistory: outbox.clearHistory,
      findMissing: missing.findMissing,
      stopFinding: stopLooking,
      sendMissing: ({ ids }) => missing.sendMissing(ids),
      pauseMissing,
      resumeMissing: missing.resumeMissing,
      cancelMissing,
      retryMissing: missing.retryMissing,
      refreshCalendar: ({ from, to, format }) => refreshCalendar({ from, to }, format),
      startFolder: folder.startFolder,
      stopFolder: folder.stopFolder,
      syncFolder: () => folder.syncFolder(true),
      putOnCalendar: planned => plan.putOnCalendar(planned, planned),
      moveEvent: ({ to, ...moved }) => plan.move(moved, moved, to),
      copyEvent: ({ days, ...copied }) => plan.copy(copied, copied, days),
      deleteEvent: deleted => plan.remove(deleted, deleted),
      undoPlan,
      refreshWellness,
      writeWellness,
      undoWellness,
      listActivities: activities.listActivities,
      searchActivities: ({ words }) => activities.searchActivities(words),
      fetchActivity: ({ activity, kind }) => activities.fetchActivity(activity, kind),
      startDownload: activities.startDownload,
      pauseDownload: activities.pauseDownload,
      resumeDownload: activities.resumeDownload,
      forgetDownload: activities.forgetDownload,
      lookForChanges: changes.lookNow,
      followTopic: changes.followTopic,
      leaveTopic: changes.leaveTopic,
      pause: outbox.pause,
      resume: outbox.resume,
    });

    browser.alarms.onAlarm.addListener(({ name }) => {
      if (name === OUTBOX_ALARM) void drain();
      if (name === MISSING_ALARM) void missing.carryOn();
      if (name === changes.CHANGES_ALARM) void changes.look();
      if (name === folder.FOLDER_ALARM) void folder.syncIfDue();
      if (name === ACTIVITIES_ALARM) void carryOn();
    });
    browser.runtime.onStartup.addListener(() => void cleanUp());
    browser.runtime.onInstalled.addListener(() => void cleanUp());
    self.addEventListener('online', () => void tryNow());

    keepMenus({ title: i18n.t('page.menu'), failed: tellProblem });
    captureDownloads({ ask: askAboutDownload, failed: tellProblem });
    hearAnswers();
    keepHooks();
    browser.runtime.onStartup.addListener(() => void forgetCaptures());

    keepTelling();
    keepWaysOut();
    folder.keepFolder({ failed: problem => tellProblem(problem, i18n.t('folder.untold')) });
    changes.keepChanges({ tell: tellChanges, fillFolder: () => folder.syncFolder() });
    activities.keepDownload();
    void wakeUp();
    void missing.wakeUp();
  },
});

/** The network is back, or somebody looks. */
const tryNow = () => Promise.all([outbox.tryNow(), folder.tryNow(), activities.tryNow()]);
