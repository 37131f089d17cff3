import type { Feature } from '../../platform/feature.ts';
import { answerRequests } from '../../platform/messaging.ts';
import { refreshWellness } from './refresh-wellness.ts';
import { wellnessRequests } from './requests.ts';
import { clearWellnessStore } from './wellness-store.ts';
import { undoWellness, writeWellness } from './write-wellness.ts';

export const wellness: Feature = {
  requests: answerRequests(wellnessRequests, {
    refresh: refreshWellness,
    write: writeWellness,
    undo: undoWellness,
  }),
  async onAccountChange({ athlete }) {
    if (athlete === undefined) await clearWellnessStore();
  },
};
