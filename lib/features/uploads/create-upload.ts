import type { InspectedFile } from '../../formats/recordings/recording.ts';
import { digest } from '../../platform/digest.ts';
import type { Upload, UploadEvent, UploadOrigin, UploadState } from './upload.ts';

const MAX_TITLE_LENGTH = 200;

/** What files that are added together have in common. */
export interface UploadContext {
  athlete: string;
  origin: UploadOrigin;
  batch: number;
  review: boolean;
  /** What is known about the activity of the files. */
  site?: ActivityFacts;
}

/** What is known about an activity apart from its files. */
export interface ActivityFacts {
  /** The athlete's name for it on the site. */
  name?: string;
  externalId?: string;
  /** The athlete that the files belong to; absent for the athlete who is connected when they are added. */
  athlete?: string;
  /** The batch that they belong to; absent for the current one. */
  batch?: number;
}

/** The upload for a finding; `source` is the file that contained it. */
export async function createUpload(finding: InspectedFile, source: File, context: UploadContext): Promise<Upload> {
  const now = Date.now();
  const { athlete, origin, batch, site } = context;
  // A member that cannot be unpacked has no bytes of its own; its place in the archive identifies it.
  const bytes = finding.file ?? new Blob([source.name, String(source.size), finding.name]);
  const { recording } = finding;
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

/**
 * The title is sent in the request's URL, and servers limit the length of URLs: some programs use a whole description as the
 * title.
 */
const truncateTitle = (title: string): string => [...title].slice(0, MAX_TITLE_LENGTH).join('');

function getInitialState(finding: InspectedFile, { origin, review }: UploadContext, now: number): UploadState {
  switch (finding.verdict) {
    case 'recording':
      if (review) return { name: 'held', why: 'review' };
      if (origin.automatic && finding.recording.warnings.length > 0) return { name: 'held', why: 'doubtful' };
      return { name: 'queued', dueAt: now };
    case 'not-a-recording':
      return {
        name: 'held',
        why: 'not-a-recording',
        what: finding.fileKind,
        ...(finding.format && { format: finding.format }),
      };
    case 'broken':
      return { name: 'failed', problem: finding.problem };
  }
}

/** The event for an upload whose bytes are added again, as this new upload. */
export const toReAddedEvent = ({ addedAt, batch, origin, state }: Upload): UploadEvent => ({
  type: 'came-again',
  at: addedAt,
  batch,
  origin,
  state,
});
