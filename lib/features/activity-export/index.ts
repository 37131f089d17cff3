import type { Feature } from '../../platform/feature.ts';
import { answerRequests } from '../../platform/messaging.ts';
import {
  applyAccountToExport,
  discardExport,
  exportOneFile,
  listActivitiesForExport,
  pauseExport,
  resumeExport,
  resumeUnfinishedExport,
  retryExportNow,
  searchActivitiesForExport,
  startExport,
} from './export-commands.ts';
import { exportJob } from './export-worker.ts';
import { exportRequests } from './requests.ts';

export const activityExport: Feature = {
  requests: answerRequests(exportRequests, {
    list: listActivitiesForExport,
    search: ({ words }) => searchActivitiesForExport(words),
    fetchFile: ({ activity, kind }) => exportOneFile(activity, kind),
    start: startExport,
    pause: pauseExport,
    resume: resumeExport,
    discard: discardExport,
  }),
  jobs: [exportJob],
  start() {
    void resumeUnfinishedExport();
  },
  onOnline: retryExportNow,
  whileStopped: exportJob.whileStopped,
  onAccountChange: applyAccountToExport,
};
