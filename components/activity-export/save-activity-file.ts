import { exportRequests } from '../../lib/features/activity-export/requests.ts';
import { sendRequest } from '../../lib/platform/messaging.ts';
import { saveBlob } from '../../lib/platform/save-blob.ts';
import type { ActivityFileKind, ActivityListItem } from '../../lib/services/intervals/activity-files.ts';

/** Hands the person one file. @throws {Problem} as `fetchActivity` */
export async function saveActivityFile(activity: ActivityListItem, kind: ActivityFileKind): Promise<void> {
  const file = await sendRequest(exportRequests, 'fetchFile', { activity, kind });
  // Of no kind that a browser knows, so that none gives the name another ending.
  saveBlob(file.name, new Blob([file], { type: 'application/octet-stream' }));
}
