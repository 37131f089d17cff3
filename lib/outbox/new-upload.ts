import { digest } from '../files/digest.ts';
import type { Finding } from '../files/recording.ts';
import type { Origin, State, Upload, UploadEvent } from './upload.ts';

const LONGEST_TITLE = 200;

/** What the files that are added together have in common. */
export interface Circumstances {
  athlete: string;
  origin: Origin;
  batch: number;
  review: boolean;
}

/** The row that a finding becomes; `source` is the file that it was found in. */
export async function newUpload(
  finding: Finding,
  source: File,
  circumstances: Circumstances,
): Promise<Upload> {
  const now = Date.now();
  const { athlete, origin, batch, review } = circumstances;
  // A member that cannot be unpacked has no bytes of its own; its place in the archive tells it from others.
  const bytes = finding.file ?? new Blob([source.name, String(source.size), finding.name]);
  const recording = finding.verdict === 'recording' ? finding.recording : undefined;
  return {
    id: crypto.randomUUID(),
    athlete,
    digest: await digest(bytes),
    name: finding.name,
    size: finding.file?.size ?? 0,
    origin,
    addedAt: now,
    batch,
    state: firstState(finding, review, now),
    forced: false,
    tries: 0,
    lost: 0,
    activities: [],
    created: [],
    ...(recording && { recording }),
    ...(recording?.title && { title: shortened(recording.title) }),
    ...(recording?.garminId && { externalId: recording.garminId }),
  };
}

/** It travels in the address of the request, and servers bound those: some programs put a whole description there. */
const shortened = (title: string): string => [...title].slice(0, LONGEST_TITLE).join('');

function firstState(finding: Finding, review: boolean, now: number): State {
  switch (finding.verdict) {
    case 'recording':
      return review ? { name: 'held', why: 'review' } : { name: 'queued', dueAt: now };
    case 'not-a-recording':
      return { name: 'held', why: 'not-a-recording', what: finding.what };
    case 'broken':
      return { name: 'failed', problem: finding.problem };
  }
}

/** What happens to a row whose bytes are added once more, as this new one. */
export const cameAgain = ({ addedAt, batch, origin, state }: Upload): UploadEvent => ({
  type: 'came-again',
  at: addedAt,
  batch,
  origin,
  state,
});
