import { notifyChanged } from '../../platform/change-events.ts';
import { requireAthleteId } from '../../services/intervals/credentials.ts';
import { linkPlannedWorkouts } from './link-planned-workouts.ts';
import { uploadQueue } from './queue-runner.ts';
import { uploadSettings } from './settings.ts';
import { transition } from './transition.ts';
import { needsInput, type Upload } from './upload.ts';
import { writeUploads } from './upload-database.ts';
import { parseUploads } from './upload-rows.ts';
import { getCurrentBatch, getUploads, updateUploads } from './upload-store.ts';

/** Bytes of unconfirmed files that are kept, and their number: a year of rides, or a day of pages that mean harm. */
const MAX_UNCONFIRMED_BYTES = 512 * 2 ** 20;
const MAX_UNCONFIRMED = 2000;

/** Uploads unconfirmed recordings, which the user wants. @throws {Problem} `not-connected` */
export async function confirmUploads(ids: string[]): Promise<void> {
  const athlete = await requireAthleteId();
  const [batch, { reviewBeforeSending: review }] = await Promise.all([getCurrentBatch(), uploadSettings.get()]);
  const wanted = new Set(ids);
  const now = Date.now();
  await updateUploads(['held'], upload =>
    wanted.has(upload.id) ? transition(upload, { type: 'confirmed', athlete, batch, review }, now) : upload,
  );
  notifyChanged();
  for (const upload of await getUploads(ids)) if (needsInput(upload, 'review')) void linkPlannedWorkouts(upload.id);
  void uploadQueue.trigger();
}

/**
 * Keeps the newest unconfirmed files up to the limits. Of the others, the outbox goes on to ask for the file, which is on the user's
 * disk; the oldest of those go as well when there are too many.
 */
export async function limitUnconfirmedUploads(): Promise<void> {
  const changed = await writeUploads(async tx => {
    const held = parseUploads(await tx.objectStore('uploads').index('state').getAll('held'));
    const newestFirst = held.toSorted((a, b) => b.addedAt - a.addedAt);
    const dropped = getExcess(newestFirst.filter(isUnconfirmed));
    for (const upload of dropped) {
      await tx.objectStore('uploads').put(transition(upload, { type: 'file-dropped' }, Date.now()));
      await tx.objectStore('bytes').delete(upload.id);
    }
    const removed = newestFirst.filter(isDropped).slice(MAX_UNCONFIRMED);
    for (const { id } of removed) await tx.objectStore('uploads').delete(id);
    return dropped.length + removed.length;
  }, 'relaxed');
  if (changed > 0) notifyChanged();
}

/** What is beyond the limits, of uploads of which the newest is the first. */
function getExcess(uploads: Upload[]): Upload[] {
  let bytes = 0;
  return uploads.filter(({ size }, n) => {
    bytes += size;
    return n >= MAX_UNCONFIRMED || (n > 0 && bytes > MAX_UNCONFIRMED_BYTES);
  });
}

const isUnconfirmed = (upload: Upload): boolean => needsInput(upload, 'unconfirmed');

const isDropped = ({ state }: Upload): boolean =>
  state.name === 'held' && state.why === 'needs-file' && state.isDropped === true;
