import { notifyChanged } from '../../platform/change-events.ts';
import type { Feature } from '../../platform/feature.ts';
import { answerRequests } from '../../platform/messaging.ts';
import {
  backfillWorker,
  findMissing,
  resumeAllowedBackfill,
  resumeBackfill,
  retryBackfill,
  startBackfill,
  startBackfillFeature,
} from './backfill.ts';
import { cancelBackfill, pauseBackfill } from './backfill-commands.ts';
import { clearBackfill } from './backfill-store.ts';
import { backfillRequests } from './requests.ts';
import { stopSearch } from './run-search.ts';

export const backfill: Feature = {
  requests: answerRequests(backfillRequests, {
    search: findMissing,
    stopSearch,
    start: ({ ids }) => startBackfill(ids),
    pause: pauseBackfill,
    resume: resumeBackfill,
    cancel: cancelBackfill,
    retry: retryBackfill,
  }),
  jobs: [backfillWorker],
  start() {
    void startBackfillFeature();
  },
  onOnline: resumeAllowedBackfill,
  whileStopped: backfillWorker.whileStopped,
  async onAccountChange({ athlete }) {
    if (athlete !== undefined) return;
    await clearBackfill();
    notifyChanged('missing');
  },
};
