import type { Feature } from '../../platform/feature.ts';
import { handleNotificationClicks } from './notify-problem.ts';
import { startStatusUpdates } from './status-updates.ts';

export const notifications: Feature = {
  start() {
    startStatusUpdates();
    handleNotificationClicks();
  },
};
