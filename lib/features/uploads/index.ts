import { browser } from 'wxt/browser';
import type { Feature } from '../../platform/feature.ts';
import { answerRequests } from '../../platform/messaging.ts';
import { holdOrReleaseUploads } from './account-uploads.ts';
import { setWorkoutPaired } from './pair-workout.ts';
import { uploadQueue } from './queue-runner.ts';
import { provideFile } from './request-file.ts';
import { uploadRequests } from './requests.ts';
import { confirmUploads } from './unconfirmed-uploads.ts';
import { undoUpload } from './undo-upload.ts';
import * as commands from './upload-commands.ts';
import { deleteOldHistory, startUploads } from './upload-startup.ts';

export const uploads: Feature = {
  requests: answerRequests(uploadRequests, {
    add: ({ files }) => commands.addFiles(files, { via: 'disk', automatic: false }),
    retry: ({ ids }) => commands.retryUploads(ids),
    sendAnyway: ({ id }) => commands.sendAnyway(id),
    sendReviewed: ({ id, ...review }) => commands.sendReviewed(id, review),
    setPaired: ({ id, paired }) => setWorkoutPaired(id, paired),
    confirm: ({ ids }) => confirmUploads(ids),
    provideFile: ({ id, file }) => provideFile(id, file),
    remove: ({ ids }) => commands.removeUploads(ids),
    undo: ({ id }) => undoUpload(id),
    clearHistory: commands.clearHistory,
    pause: commands.pauseUploads,
    resume: commands.resumeUploads,
  }),
  jobs: [uploadQueue],
  start() {
    browser.runtime.onInstalled.addListener(() => void deleteOldHistory());
    void startUploads();
  },
  onBrowserStart: deleteOldHistory,
  onOnline: commands.retryUploadsNow,
  whileStopped: uploadQueue.whileStopped,
  onAccountChange: holdOrReleaseUploads,
};
