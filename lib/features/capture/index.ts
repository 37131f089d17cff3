import { i18n } from '#i18n';
import type { Feature } from '../../platform/feature.ts';
import { answerRequests } from '../../platform/messaging.ts';
import { omitUndefined } from '../../platform/omit-undefined.ts';
import type { PlainProblem } from '../../platform/problem.ts';
import { notifyProblem } from '../notifications/notify-problem.ts';
import { recordFailedFetch } from '../uploads/failed-fetches.ts';
import { setCaptureNotifier } from './add-captured.ts';
import { clearCaptureStore } from './capture-store.ts';
import { startDownloadCapture } from './download-capture.ts';
import { handlePromptAnswers, promptForDownloads } from './download-prompt.ts';
import { startHookRegistration } from './hook-registration.ts';
import { startMenus } from './menus.ts';
import { startPageCapture } from './page-capture.ts';
import { captureRequests } from './requests.ts';
import { trackPopupAttempt } from './send-attempt.ts';
import { inspectTab, sendPage } from './send-page.ts';

export const capture: Feature = {
  requests: answerRequests(captureRequests, {
    inspectTab: ({ tabId }) => inspectTab(tabId),
    sendPage: ({ tabId, activity }) => trackPopupAttempt(tabId, sendPage(tabId, omitUndefined(activity), true)),
  }),
  start() {
    startMenus(i18n.t('page.menu'));
    setCaptureNotifier({ askToSend: promptForDownloads, reportFailure: reportFailedCapture });
    startDownloadCapture();
    startPageCapture();
    handlePromptAnswers();
    startHookRegistration();
  },
  onBrowserStart: clearCaptureStore,
};

async function reportFailedCapture(name: string, problem: PlainProblem): Promise<void> {
  notifyProblem(problem);
  await recordFailedFetch({ name, via: 'download', automatic: true, key: `capture ${name}`, problem });
}
