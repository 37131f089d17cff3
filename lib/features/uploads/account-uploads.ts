import type { AccountChange } from '../../platform/feature.ts';
import { invalidateCalendarCache } from './link-planned-workouts.ts';
import { transition } from './transition.ts';
import { needsInput, type Upload } from './upload.ts';
import { updateUploads } from './upload-store.ts';

/**
 * Holds uploads for another athlete, and releases those that were held for this one. Without an account, uploads stay
 * unchanged.
 */
export async function holdOrReleaseUploads({ athlete }: AccountChange): Promise<void> {
  if (athlete === undefined) return;
  invalidateCalendarCache();
  const now = Date.now();
  const isTheirs = (upload: Upload) => upload.athlete === athlete;
  await updateUploads(['queued', 'sending'], upload =>
    isTheirs(upload) ? upload : transition(upload, { type: 'held', held: { why: 'account-changed' } }, now),
  );
  await updateUploads(['held'], upload =>
    isTheirs(upload) && needsInput(upload, 'account-changed') ? transition(upload, { type: 'retry' }, now) : upload,
  );
}
