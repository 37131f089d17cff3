import type { DoneActivity, FileKind } from '../../lib/intervals/activity-files.ts';
import { send } from '../../lib/messages.ts';
import { saveBlob } from '../save-blob.ts';

/** Hands the person one file. @throws {Problem} as `fetchActivity` */
export async function saveOne(activity: DoneActivity, kind: FileKind): Promise<void> {
  const file = await send('fetchActivity', { activity, kind });
  // Of no kind that a browser knows, so that none gives the name another ending.
  saveBlob(file.name, new Blob([file], { type: 'application/octet-stream' }));
}
