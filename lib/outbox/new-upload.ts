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
  /** What is known of the activity that the files are of. */
  site?: SiteFacts;
}

/** What is known of an activity beside its files. */
export interface SiteFacts {
  /** As the athlete named it there. */
  name?: string;
  externalId?: string;
  /** Whom the files are for, where that need not be who is connected by the time that they are here. */
  athlete?: string;
  /** The batch that they belong to, where that is not the one under way. */
  batch?: number;
}

/** The row that a finding becomes; `source` is the file that it was found in. */
export async function newUpload(
  finding: Finding,
  source: File,
  circumstances: Circumstances,
): Promise<Upload> {
  const now = Date.now();
  const { athlete, origin, batch, site } = circumstances;
  // A member that cannot be unpacked has no bytes of its own; its place in the archive tells it from others.
  const bytes = finding.file ?? new Blob([source.name, String(source.size), finding.name]);
  const recording = finding.verdict === 'recording' ? finding.recording : undefined;
  const title = site?.name || recording?.title;
  const externalId = recording?.garminId ?? site?.externalId;
  return {
    id: crypto.randomUUID(),
    athlete,
    digest: await digest(bytes),
    name: finding.name,
    size: finding.file?.size ?? 0,
    origin,
    addedAt: now,
    batch,
    state: firstState(finding, circumstances, now),
    forced: false,
    tries: 0,
    lost: 0,
    activities: [],
    created: [],
    ...(recording && { recording }),
    ...(title && { title: shortened(title) }),
    ...(externalId && { externalId }),
  };
}

/** It travels in the address of the request, and servers bound those: some programs put a whole description there. */
const shortened = (title: string): string => [...title].slice(0, LONGEST_TITLE).join('');

function firstState(finding: Finding, { origin, review }: Circumstances, now: number): State {
  switch (finding.verdict) {
    case 'recording':
      if (review) return { name: 'held', why: 'review' };
      if (origin.automatic && finding.recording.doubts.length > 0) return { name: 'held', why: 'doubtful' };
      return { name: 'queued', dueAt: now };
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
