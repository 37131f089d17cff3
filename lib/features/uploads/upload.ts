import type { NonRecordingKind, Recording, RecordingFormat } from '../../formats/recordings/recording.ts';
import type { PlainProblem } from '../../platform/problem.ts';
import type { SiteId } from '../../services/sites/registry.ts';

/** Where a file came from. `automatic`: the user did not choose it, so the user answers every question about it. */
export interface UploadOrigin {
  via: 'disk' | 'page' | 'link' | 'download';
  automatic: boolean;
  /** The site that it was fetched from, if Musette knows the site. */
  site?: SiteId;
}

/** A planned workout that a recording may belong to. */
export interface PlannedWorkoutMatch {
  /** Its id on the calendar of Intervals.icu. */
  event: number;
  name: string;
}

/** An activity on Intervals.icu that an upload became or was recognised as. */
export interface ActivityRef {
  id: string;
  name?: string;
  startMs?: number;
}

/** How an existing activity was recognised, the most certain first. */
export const MATCH_KINDS = [
  'same-file',
  'same-id',
  'same-activity',
  /** Intervals.icu does not show the activity; what it still says fits. */
  'hidden',
  /** Intervals.icu does not show an activity of that day; it says no more than its day. */
  'hidden-day',
  'same-start',
  /** They take place at nearly the same time. */
  'same-time',
  'time-zone-shift',
  /** The id is the same, but not the time or the duration. */
  'id-only',
] as const;
export type MatchKind = (typeof MATCH_KINDS)[number];

export interface ActivityMatch extends ActivityRef {
  kind: MatchKind;
}

/** The question that a held upload asks. */
export type NeededInput =
  | { why: 'possible-duplicate'; match: ActivityMatch }
  | { why: 'could-not-check' }
  | { why: 'not-a-recording'; what: NonRecordingKind; format?: RecordingFormat }
  | { why: 'account-changed' }
  /** It came automatically, and something about the recording is unusual. */
  | { why: 'doubtful' }
  /** It was downloaded, or is one of too many that pages of `host` made by themselves: the user has not said yet that it is wanted. */
  | { why: 'unconfirmed'; host?: string }
  /**
   * The user has to choose the file: Musette cannot read this finished download, or (`isDropped`) kept it until the limit for
   * unconfirmed files was reached.
   */
  | { why: 'needs-file'; isDropped?: true }
  | { why: 'review' };

export type UploadState =
  | { name: 'queued'; dueAt: number; problem?: PlainProblem }
  | { name: 'sending'; since: number }
  | { name: 'uploaded'; at: number }
  | { name: 'duplicate'; at: number; matchKind: MatchKind }
  | ({ name: 'held' } & NeededInput)
  /** `hasNoFile`: its file could not be fetched, so there is nothing to send again. */
  | { name: 'failed'; problem: PlainProblem; hasNoFile?: true };

export type UploadStateName = UploadState['name'];

/** One file in the outbox. Its bytes are stored with it until it is done. */
export interface Upload {
  id: string;
  /** The athlete that this upload belongs to. It is sent to another one only if the user says so. */
  athlete: string;
  /** SHA-256 of the bytes, hex. */
  digest: string;
  /** File name, safe to display. */
  name: string;
  /** Bytes. */
  size: number;
  origin: UploadOrigin;
  addedAt: number;
  /** Files that arrive while the outbox is busy belong together: one progress bar, one notification. `NO_BATCH` for none. */
  batch: number;
  state: UploadState;
  /** Absent for files that are not recordings, unless one of unknown type, or a damaged one, says when it was recorded. */
  recording?: Recording;
  /** The page where its file could not be fetched. */
  page?: `https://${string}`;
  /** Sent as the activity's name and description. */
  title?: string;
  description?: string;
  /** Sent as `external_id`. */
  externalId?: string;
  /** The user chose "Upload anyway": no more checks. */
  skipChecks: boolean;
  /** Failed tries since the user last queued the upload. */
  tries: number;
  /**
   * Present once the upload was compared with Intervals.icu. `nearbyActivityIds` are the activities that were there around its
   * start; absent if they could not be read.
   */
  checked?: { nearbyActivityIds?: string[] };
  /** Requests that were sent and not answered: Intervals.icu may have the file. */
  unconfirmedRequests: number;
  /** The activities of this file on Intervals.icu, as far as known. */
  activities: ActivityRef[];
  /** Those of the activities that this upload created: only these can be undone. */
  createdIds: string[];
  /** It is known to have created them only because Intervals.icu knew the file after a lost answer: another browser may have sent it. */
  isPresumedOwn?: true;
  /** A similar activity on Intervals.icu; the upload was sent all the same, because the user chose the file. */
  similarActivity?: ActivityMatch;
  /** The planned workouts that it fits; absent if there are none, and if the calendar was not read. */
  plannedWorkouts?: PlannedWorkoutMatch[];
  /** The planned workout that it completes, chosen by the user (sent as `paired_event_id`) or by Intervals.icu. */
  pairWith?: number;
}

/** The batch of uploads that have a notification of their own, and of which nothing is sent yet. */
export const NO_BATCH = 0;

export type UploadEvent =
  | { type: 'checked'; nearbyActivityIds?: string[]; similarActivity?: ActivityMatch }
  | { type: 'sent' }
  /** `foreignIds`: those of the activities that another program may have uploaded. */
  | { type: 'accepted'; isNew: boolean; activities: ActivityRef[]; foreignIds?: string[] }
  | { type: 'found'; match: ActivityMatch }
  | { type: 'held'; held: NeededInput }
  | { type: 'problem'; problem: PlainProblem; retryInMs?: number }
  | { type: 'interrupted' }
  | { type: 'hurried' }
  | { type: 'retry' }
  | { type: 'send-anyway'; athlete: string }
  | { type: 'reviewed'; title: string; description: string; pairWith?: number }
  | { type: 'came-again'; upload: Upload }
  /** The user said that an unconfirmed upload is wanted. */
  | { type: 'confirmed'; athlete: string; batch: number; review: boolean }
  /** Too many unconfirmed files were kept. */
  | { type: 'file-dropped' };

/** Whether the upload is held with this question. */
export const needsInput = ({ state }: Upload, why: NeededInput['why']): boolean =>
  state.name === 'held' && state.why === why;

/** Whether its bytes are not in the outbox: it asks for its file, or shows why that could not be fetched. */
export const lacksFile = ({ state }: Upload): boolean =>
  (state.name === 'held' && state.why === 'needs-file') || (state.name === 'failed' && state.hasNoFile === true);

export const isNotSending = ({ state }: Upload): boolean => state.name !== 'sending';

/** States in which the upload changes no more by itself, and its bytes are not needed. */
export const isUploadDone = ({ state }: Upload): boolean => state.name === 'uploaded' || state.name === 'duplicate';
