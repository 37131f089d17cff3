import type { Feature } from '../../platform/feature.ts';
import { answerRequests } from '../../platform/messaging.ts';
import { onApiWrite } from '../../services/intervals/write-listeners.ts';
import { syncFolder } from '../workout-folder/folder-sync.ts';
import {
  changeFeedJob,
  deleteOtherAthletesData,
  startChangeFeed,
  subscribeTopic,
  syncAllowedFeed,
  syncFeedNow,
  unsubscribeTopic,
} from './change-feed.ts';
import { notifyChanges } from './notify-changes.ts';
import { recordOwnWrite } from './own-writes.ts';
import { changeFeedRequests } from './requests.ts';

export const changeFeed: Feature = {
  requests: answerRequests(changeFeedRequests, { sync: syncFeedNow, subscribeTopic, unsubscribeTopic }),
  jobs: [changeFeedJob],
  onOnline: syncAllowedFeed,
  whileStopped: changeFeedJob.whileStopped,
  onAccountChange: ({ athlete }) => deleteOtherAthletesData(athlete),
  start() {
    onApiWrite(recordOwnWrite);
    startChangeFeed({ notify: notifyChanges, syncFolder: () => syncFolder() });
  },
};
