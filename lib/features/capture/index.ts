import { i18n } from '#i18n';
import type { Feature } from '../../platform/feature.ts';
import { answerRequests } from '../../platform/messaging.ts';
import { omitUndefined } from '../../platform/omit-undefined.ts';
import { notifyIfPopupClosed, notifyProblem } from '../notifications/notify-problem.ts';
import { clearCaptureStore } from './capture-store.ts';
import { startDownloadCapture } from './download-capture.ts';
import { handlePromptAnswers, promptForDownload } from './download-prompt.ts';
import { startHookRegistration } from './hook-registration.ts';
import { startMenus } from './menus.ts';
import { captureRequests } from './requests.ts';
import { inspectTab, sendPage } from './send-page.ts';

export const capture: Feature = {
  requests: answerRequests(captureRequests, {
    inspectTab: ({ tabId }) => inspectTab(tabId),
    sendPage: ({ tabId, activity }) => notifyIfPopupClosed(sendPage(tabId, omitUndefined(activity), true)),
  }),
  start() {
    startMenus({ title: i18n.t('page.menu'), onFailed: notifyProblem });
    startDownloadCapture({ askToSend: promptForDownload, notifyFailed: notifyProblem });
    handlePromptAnswers();
    startHookRegistration();
  },
  onBrowserStart: clearCaptureStore,
};
