import { expectAthlete } from '../credentials.ts';
import { digest } from '../files/digest.ts';
import { findings } from '../files/inspect.ts';
import { safeName } from '../files/names.ts';
import { announce } from '../news.ts';
import { Problem } from '../problem.ts';
import { getSettings } from '../settings.ts';
import { drain } from './drain.ts';
import { cameAgain, newUpload } from './new-upload.ts';
import { addUpload, currentBatch, getUpload } from './store.ts';
import { transition } from './transition.ts';
import type { Upload } from './upload.ts';

/** A finished download that seems to be a recording, and whose bytes cannot be had. */
export interface Unread {
  name: string;
  /** Bytes; 0 where that is not known. */
  size: number;
  /** Tells this download from every other one. */
  key: string;
}

/** Puts a row into the outbox that asks for its file. @throws {Problem} `not-connected` */
export async function holdForFile({ name, size, key }: Unread): Promise<void> {
  const upload: Upload = {
    id: crypto.randomUUID(),
    athlete: await expectAthlete(),
    digest: await digest(new Blob([key])),
    name: safeName(name),
    size,
    origin: { door: 'download', automatic: true },
    addedAt: Date.now(),
    batch: await currentBatch(),
    state: { name: 'held', why: 'needs-file' },
    forced: false,
    tries: 0,
    lost: 0,
    activities: [],
    created: [],
  };
  await addUpload(upload, undefined, known => known);
  announce();
}

/**
 * Gives a row that asks for its file the one that a person chose: the row takes its bytes and its name.
 * @throws {Problem} `not-a-recording`, and the row still asks
 */
export async function completeWith(id: string, file: File): Promise<void> {
  const waiting = await getUpload(id);
  if (waiting?.state.name !== 'held' || waiting.state.why !== 'needs-file') return;
  const { reviewBeforeSending: review } = await getSettings();
  const origin = { door: waiting.origin.door, automatic: false };
  const circumstances = { athlete: waiting.athlete, origin, batch: await currentBatch(), review };
  // An archive may hold several: the first takes the row, the others get rows of their own.
  let place: string | undefined = id;
  for await (const finding of findings(file)) {
    if (finding.verdict !== 'recording') continue;
    const made = await newUpload(finding, file, circumstances);
    const upload: Upload = place === undefined ? made : { ...made, id: place };
    const known = (there: Upload) => transition(there, cameAgain(upload), upload.addedAt);
    await addUpload(upload, finding.file, known, place);
    place = undefined;
  }
  if (place !== undefined) throw new Problem('not-a-recording');
  announce();
  void drain();
}
