import type { InspectedFile } from '../../formats/recordings/recording.ts';
import { digest } from '../../platform/digest.ts';
import { NO_BATCH, type Upload, type UploadOrigin, type UploadState } from './upload.ts';

const MAX_TITLE_LENGTH = 200;

/** What files that are added together have in common. */
export interface UploadContext {
  athlete: string;
  origin: UploadOrigin;
  batch: number;
  review: boolean;
  /** The user has not said yet that the recording is wanted. */
  unconfirmed?: Confirmation | undefined;
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
  /** Which of them are held until the user says that they are wanted; absent for none. */
  confirmation?: Confirmation;
}

/** Recordings after the first `after` ones are unconfirmed. `host`: whose pages made so many. */
export interface Confirmation {
  after: number;
  host?: string;
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
  const isUnconfirmed = recording !== undefined && context.unconfirmed !== undefined;
  return {
    id: crypto.randomUUID(),
    athlete,
    digest: await digest(bytes),
    name: finding.name,
    size: finding.file?.size ?? 0,
    origin,
    addedAt: now,
    batch: isUnconfirmed ? NO_BATCH : batch,
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

/** An upload whose bytes Musette does not have; `key` identifies it. */
export async function createUploadWithoutFile(
  key: string,
  facts: Pick<Upload, 'athlete' | 'name' | 'size' | 'origin' | 'batch' | 'state' | 'page'>,
): Promise<Upload> {
  return {
    id: crypto.randomUUID(),
    digest: await digest(new Blob([key])),
    addedAt: Date.now(),
    skipChecks: false,
    tries: 0,
    unconfirmedRequests: 0,
    activities: [],
    createdIds: [],
    ...facts,
  };
}

/**
 * The title is sent in the request's URL, and servers limit the length of URLs: some programs use a whole description as the
 * title.
 */
const truncateTitle = (title: string): string => [...title].slice(0, MAX_TITLE_LENGTH).join('');

function getInitialState(
  finding: InspectedFile,
  { origin, review, unconfirmed }: UploadContext,
  now: number,
): UploadState {
  switch (finding.verdict) {
    case 'recording':
      if (unconfirmed) return { name: 'held', why: 'unconfirmed', ...(unconfirmed.host && { host: unconfirmed.host }) };
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
