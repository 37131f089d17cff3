import type { Feature } from '../../platform/feature.ts';
import { answerRequests } from '../../platform/messaging.ts';
import {
  findMissing,
  resumeBackfill,
  resumeBackfillWorker,
  retryBackfill,
  startBackfill,
  startBackfillFeature,
} from './backfill.ts';
import { cancelBackfill, pauseBackfill } from './backfill-commands.ts';
import { BACKFILL_ALARM } from './backfill-worker.ts';
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
  jobs: [{ name: BACKFILL_ALARM, trigger: resumeBackfillWorker }],
  start() {
    void startBackfillFeature();
  },
};
