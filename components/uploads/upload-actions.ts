import { uploadRequests } from '../../lib/features/uploads/requests.ts';
import type { UploadReview } from '../../lib/features/uploads/upload-commands.ts';
import { sendRequest } from '../../lib/platform/messaging.ts';

/** What buttons ask of the background. */
export const uploadActions = {
  confirm: (...ids: string[]) => sendRequest(uploadRequests, 'confirm', { ids }),
  retry: (...ids: string[]) => sendRequest(uploadRequests, 'retry', { ids }),
  sendAnyway: (id: string) => sendRequest(uploadRequests, 'sendAnyway', { id }),
  undo: (id: string) => sendRequest(uploadRequests, 'undo', { id }),
  setPaired: (id: string, paired: boolean) => sendRequest(uploadRequests, 'setPaired', { id, paired }),
  chooseFile: (id: string, file: File) => sendRequest(uploadRequests, 'provideFile', { id, file }),
  remove: (...ids: string[]) => sendRequest(uploadRequests, 'remove', { ids }),
  review: (id: string, review: UploadReview) => sendRequest(uploadRequests, 'sendReviewed', { id, ...review }),
  pause: () => sendRequest(uploadRequests, 'pause', {}),
  resume: () => sendRequest(uploadRequests, 'resume', {}),
};
