import type { InspectedFile } from '../../formats/recordings/recording.ts';
import { digest } from '../../platform/digest.ts';
import type { Upload, UploadEvent, UploadOrigin, UploadState } from './upload.ts';

const MAX_TITLE_LENGTH = 200;

/** What the files that are added together have in common. */
export interface UploadContext {
  athlete: string;
  origin: UploadOrigin;
  batch: number;
  review: boolean;
  /** What is known of the activity that the files are of. */
  site?: ActivityFacts;
}

/** What is known of an activity beside its files. */
export interface ActivityFacts {
  /** As the athlete named it there. */
  name?: string;
  externalId?: string;
  /** Whom the files are for, where that need not be who is connected by the time that they are here. */
  athlete?: string;
  /** The batch that they belong to, where that is not the one under way. */
  batch?: number;
}

/** The row that a finding becomes; `source` is the file that it was found in. */
export async function createUpload(
  finding: InspectedFile,
  source: File,
  context: UploadContext,
): Promise<Upload> {
  const now = Date.now();
  const { athlete, origin, batch, site } = context;
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
    state: getInitialState(finding, context, now),
    skipChecks: false,
    tries: 0,
    unconfirmedRequests: 0,
    activities: [],
    createdIds: [],
    ...(recording && { recording }),
    ...(title && { title: truncateTitle(title) }),
    ...(externalId && { externalId }),
  };
}

/** It travels in the address of the request, and servers bound those: some programs put a whole description there. */
const truncateTitle = (title: string): string => [...title].slice(0, MAX_TITLE_LENGTH).join('');

function getInitialState(
  finding: InspectedFile,
  { origin, review }: UploadContext,
  now: number,
): UploadState {
  switch (finding.verdict) {
    case 'recording':
      if (review) return { name: 'held', why: 'review' };
      if (origin.automatic && finding.recording.warnings.length > 0) return { name: 'held', why: 'doubtful' };
      return { name: 'queued', dueAt: now };
    case 'not-a-recording':
      return { name: 'held', why: 'not-a-recording', what: finding.fileKind };
    case 'broken':
      return { name: 'failed', problem: finding.problem };
  }
}

/** What happens to a row whose bytes are added once more, as this new one. */
export const toReAddedEvent = ({ addedAt, batch, origin, state }: Upload): UploadEvent => ({
  type: 'came-again',
  at: addedAt,
  batch,
  origin,
  state,
});
