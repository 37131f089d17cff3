import { createMutex } from '../../platform/mutex.ts';
import { type PlainProblem, Problem } from '../../platform/problem.ts';
import { requireAthleteId } from '../../services/intervals/credentials.ts';
import type { ActivityFacts, Confirmation } from '../uploads/create-upload.ts';
import { limitUnconfirmedUploads } from '../uploads/unconfirmed-uploads.ts';
import { type AddResult, addFiles } from '../uploads/upload-commands.ts';

/** Shows captured files to a person. The outbox shows them too: nobody may be looking when they come. */
export interface CaptureNotifier {
  /** Asks whether the athlete's unconfirmed recordings should be uploaded; called again when there are more. */
  askToSend(athlete: string): Promise<void>;
  /** Says that a file could not be added to the uploads. */
  reportFailure(name: string, problem: PlainProblem): Promise<void>;
}

let notifier: CaptureNotifier | undefined;

export function setCaptureNotifier(captureNotifier: CaptureNotifier): void {
  notifier = captureNotifier;
}

/** One at a time, so that only one file is in memory. */
export const runCapture = createMutex();

/** Adds a file that nobody chose; its recordings wait for a person as `confirmation` says. Returns how many it has. */
export async function addCaptured(file: File, confirmation?: Confirmation): Promise<number> {
  const athlete = await requireAthleteId();
  const facts = { athlete, ...(confirmation && { confirmation }) };
  const { ids, failed } = await tryToAdd(file, facts);
  // What is stored stays, with or without a notification: a system may refuse to show any.
  for (const { name, problem } of failed.slice(0, 1)) await notifier?.reportFailure(name, problem).catch(reportError);
  if (confirmation && ids.length > confirmation.after) {
    await limitUnconfirmedUploads();
    await notifier?.askToSend(athlete).catch(reportError);
  }
  return ids.length;
}

async function tryToAdd(file: File, facts: ActivityFacts): Promise<Pick<AddResult, 'ids' | 'failed'>> {
  try {
    return await addFiles([file], { via: 'download', automatic: true }, facts);
  } catch (thrown) {
    return { ids: [], failed: [{ name: file.name, problem: Problem.from(thrown).toPlain() }] };
  }
}
