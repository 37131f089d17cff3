import type { Feature } from '../../platform/feature.ts';
import { startStatusUpdates } from './badge.ts';
import { handleNotificationClicks } from './notify-problem.ts';

export const notifications: Feature = {
  start() {
    startStatusUpdates();
    handleNotificationClicks();
  },
};
