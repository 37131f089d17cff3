import { i18n } from '#i18n';
import type { Feature } from '../../platform/feature.ts';
import { answerRequests } from '../../platform/messaging.ts';
import { notifyProblem } from '../notifications/notify-problem.ts';
import { applyAccountToFolder } from './folder-account.ts';
import {
  folderJob,
  retryFolderNow,
  startFolderSync,
  stopFolderSync,
  syncFolder,
  watchForFolderSync,
} from './folder-sync.ts';
import { workoutFolderRequests } from './requests.ts';

export const workoutFolder: Feature = {
  requests: answerRequests(workoutFolderRequests, {
    start: startFolderSync,
    stop: stopFolderSync,
    sync: () => syncFolder(true),
  }),
  jobs: [folderJob],
  start() {
    watchForFolderSync({ notifyProblem: problem => notifyProblem(problem, i18n.t('folder.untold'), 'options') });
  },
  onOnline: retryFolderNow,
  whileStopped: folderJob.whileStopped,
  onAccountChange: applyAccountToFolder,
};
